import type { ConsultationState, DeviceState } from '@lien/contract/consultation'

const states: Record<ConsultationState, string> = {
  scheduled: 'attendu', waiting: 'en salle d’attente', inProgress: 'consultation en cours', interrupted: 'consultation interrompue',
  ended: 'terminée', signed: 'signée', cancelled: 'annulée', noShow: 'patient absent',
}
const device: Record<'camera' | 'microphone', Record<DeviceState, string>> = {
  camera: { ok: 'caméra bonne', off: 'sans caméra', denied: 'caméra refusée', absent: 'pas de caméra', busy: 'caméra occupée', unsupported: 'vidéo impossible' },
  microphone: { ok: 'micro bon', off: 'micro coupé', denied: 'micro refusé', absent: 'pas de micro', busy: 'micro occupé', unsupported: 'son impossible' },
}

export const professional = {
  title: 'Vos consultations',
  signIn: {
    title: 'Connexion des professionnels', email: 'Adresse électronique', password: 'Mot de passe', submit: 'Se connecter',
    wrong: 'L’adresse ou le mot de passe ne correspond pas. Vérifiez, puis réessayez.', limited: 'Trop d’essais. Attendez une minute, puis réessayez.',
    lostLink: 'Vous êtes patient\u00a0? Retrouver votre lien',
  },
  signOut: 'Se déconnecter',
  today: (day: string) => `Consultations, ${day}`,
  empty: 'Aucune consultation aujourd’hui. Les suivantes apparaîtront ici.',
  waitingCount: (n: number) => (n === 0 ? 'Personne n’attend.' : n === 1 ? '1 personne attend.' : `${n} personnes attendent.`),
  born: (date: string) => `né(e) le ${date}`,
  states,
  waitingSince: (length: string) => `en salle d’attente depuis ${length}`,
  justArrived: 'vient d’arriver en salle d’attente',
  pageClosed: 'page fermée',
  online: 'page ouverte',
  test: { notHeard: 'n’entend pas', network: { good: 'réseau bon', weak: 'réseau faible', bad: 'réseau très faible', none: 'réseau qui bloque les appels' }, ok: 'caméra et son essayés', both: (camera: string, microphone: string) => `essai\u00a0: ${camera}, ${microphone}`, none: 'matériel pas encore essayé' },
  device,
  consentRefused: 'refuse la téléconsultation',
  linkStates: { unopened: 'lien pas encore ouvert', opened: 'lien ouvert', expired: 'lien expiré', revoked: 'lien révoqué' },
  columns: { time: 'Heure', person: 'Personne', state: 'État', action: 'Action' },
  admit: 'Admettre',
  join: 'Rejoindre',
  more: 'Autres actions',
  moreFor: (name: string) => `Autres actions pour ${name}`,
  arrived: (name: string) => `${name} est en salle d’attente.`,
  actions: {
    message: 'Envoyer un message', issue: 'Renouveler le lien', revoke: 'Révoquer le lien', noShow: 'Noter absent', cancel: 'Annuler la consultation', of: (action: string, name: string) => `${action} de ${name}`,
  },
  messageDialog: { title: (name: string) => `Message à ${name}`, label: 'Message', send: 'Envoyer', sent: 'Message envoyé.', presets: ['J’ai un peu de retard, merci de patienter.', 'Je suis à vous dans 5 minutes.', 'Nous allons vous appeler par téléphone.'] },
  language: { label: 'Langue des messages', names: { fr: 'français', en: 'anglais' } },
  linkDialog: { title: (name: string) => `Nouveau lien pour ${name}`, once: 'Ce lien n’est montré qu’une fois. L’ancien ne fonctionne plus.', label: 'Lien personnel', copy: 'Copier', copied: 'Copié.',
    by: { sms: (to: string) => `par SMS au ${to}`, mail: (to: string) => `par courriel à ${to}`, voice: (to: string) => `par téléphone au ${to}` },
    send: (by: string) => `Envoyer un nouveau lien ${by}\u00a0?`, sendBody: 'Le lien que la personne n’a jamais ouvert cessera de fonctionner ; si elle est déjà là, elle y reste.',
    sendButton: 'Envoyer le lien', sent: (by: string) => `Le lien part ${by}.`,
    unknown: 'Aucun numéro de mobile ni adresse électronique où envoyer le lien.', add: 'Ajouter un contact', change: 'Changer le contact ou la langue',
    contact: 'Numéro de téléphone ou adresse électronique', keepContact: 'Rien à saisir si seule la langue change.', save: 'Enregistrer', wrongContact: 'Ce numéro ou cette adresse n’existe pas. Vérifiez-les avec la personne.',
    showBody: 'Ou afficher un lien à transmettre vous-même.',
  },
  confirm: {
    issue: 'L’ancien lien cessera de fonctionner.', revoke: 'La personne ne pourra plus entrer avec son lien ; si elle est là, elle sera sortie.',
    noShow: 'La consultation sera notée « patient absent ».', cancel: 'La consultation sera annulée. La personne le verra sur sa page.',
  },
  ended: 'Consultation terminée',
  lost: 'Connexion au serveur perdue. Cette liste peut être ancienne ; nous réessayons.',
  questions: { states: { asked: 'questions\u00a0: pas encore commencées', begun: 'questions\u00a0: commencées', completed: 'questions\u00a0: réponses reçues', missed: 'questions\u00a0: sans réponse' }, fill: 'Remplir avec le patient' },
  share: { button: 'Partager l’écran', sharing: 'Vous partagez votre écran.', waiting: 'Votre écran n’est plus transmis, pour laisser passer la voix. Il reviendra de lui-même.', stop: 'Arrêter' },
  backToDay: 'Retour à la liste',
  unknown: { title: 'Consultation introuvable', body: 'Elle n’est pas dans votre liste du jour.' },
  closed: { title: 'Cette consultation n’est pas ouverte' },
}
