import type { EndReason } from '@lien/contract/consultation'

const endReasons: Record<EndReason, string> = {
  completed: 'Consultation menée à bien', reroutedInPerson: 'À revoir sur place', reroutedEmergency: 'Orientation en urgence',
  technical: 'Raison technique', patientWish: 'Souhait du patient',
}

export const call = {
  title: 'Téléconsultation en cours',
  bar: 'Commandes de l’appel',
  microphone: 'Micro',
  camera: 'Caméra',
  on: 'activé',
  off: 'coupé',
  cameraOn: 'activée',
  cameraOff: 'coupée',
  write: 'Écrire',
  unread: (n: number) => (n > 1 ? `${n} nouveaux messages` : '1 nouveau message'),
  settings: 'Réglages',
  fullScreen: 'Plein écran',
  leave: 'Quitter',
  you: 'vous',
  self: 'Votre image',
  hideSelf: 'Masquer mon image',
  showSelf: 'Montrer mon image',
  mutedMic: 'micro coupé',
  noCamera: 'caméra coupée',
  reconnecting: 'se reconnecte…',
  alone: 'Vous êtes seul dans l’appel pour l’instant.',
  aloneHint: 'L’image apparaîtra ici toute seule.',
  unblock: 'Activer le son',
  connection: {
    joining: 'Connexion en cours…',
    good: '',
    signallingLost: 'La connexion est fragile. On vous entend encore ; nous rétablissons le lien.',
    notHeard: 'Connexion interrompue. On ne vous entend plus ; nous vous reconnectons.',
    notHearing: 'Vous ne recevez plus le son et l’image ; nous vous reconnectons.',
  },
  device: {
    microphone: 'On ne vous entend pas : votre micro n’est pas utilisable.',
    camera: 'On ne vous voit pas : votre caméra n’est pas utilisable.',
    muted: 'Votre micro est coupé.',
    fix: 'Comment faire ?',
  },
  messages: {
    title: 'Messages', empty: 'Pas encore de message.', label: 'Votre message', send: 'Envoyer', from: (name: string, time: string) => `${name}, ${time}`, news: (name: string) => `Message de ${name}`,
  },
  settingsDialog: {
    title: 'Réglages', camera: 'Caméra', microphone: 'Micro', speaker: 'Haut-parleur', byDefault: 'Par défaut', shortcuts: 'Raccourcis clavier',
    useShortcuts: 'Utiliser les raccourcis d’une touche', test: 'Jouer un son',
  },
  leaveDialog: { title: 'Quitter l’appel ?', body: 'Vous pourrez revenir tant que la consultation est ouverte.', stay: 'Rester', leave: 'Quitter' },
  people: {
    title: 'Personnes', waiting: 'En salle d’attente', inCall: 'Dans l’appel', expected: 'Attendus', admit: 'Admettre', admitName: (name: string) => `Admettre ${name}`,
    sendBack: 'Remettre en attente', sendBackName: (name: string) => `Remettre ${name} en attente`, none: 'Personne n’attend.', panel: 'Panneau',
  },
  end: {
    button: 'Terminer pour tous', title: 'Terminer la consultation pour tous ?', body: 'L’appel s’arrête pour chaque personne. Indiquez pourquoi.', reason: 'Motif', reasons: endReasons, confirm: 'Terminer', stay: 'Continuer l’appel',
  },
  refused: { title: 'L’appel ne peut pas s’ouvrir', body: 'Cette consultation n’est pas ouverte. Revenez à la liste du jour.' },
}
