import type { ImportColumn, ImportProblem, OutboxLine } from '@lien/contract/administration'
import type { Channel, DeliveryError, OutboxState } from '@lien/contract/outbox'
import type { BreakGlassReason } from '@lien/contract/rights'
import type { AccountRole } from '@lien/contract/roles'

const roles: Record<AccountRole, string> = {
  oncologist: 'oncologue', coordinatingNurse: 'infirmière de coordination', townNurse: 'infirmière de ville', townPhysician: 'médecin de ville',
  secretary: 'secrétaire', administrator: 'administrateur', auditor: 'auditeur',
}
const reasons: Record<BreakGlassReason, string> = {
  emergency: 'Urgence', replacement: 'Remplacement d’un collègue', continuity: 'Continuité des soins', patientRequest: 'Demande du patient', other: 'Autre raison',
}
const problems: Record<ImportProblem, string> = {
  rppsMissing: 'Le numéro RPPS manque : un médecin en a un.', rppsDigits: 'Le numéro RPPS doit avoir 11 chiffres.', rppsKey: 'Le numéro RPPS contient une faute de frappe : sa clé est fausse.',
  rppsTwice: 'Ce numéro RPPS est déjà sur une autre ligne.', rppsOther: 'Ce numéro RPPS et cette adresse sont à deux personnes différentes.', nameMissing: 'Le nom manque.', givenNameMissing: 'Le prénom manque.',
  mailMissing: 'L’adresse électronique manque.', mailMalformed: 'L’adresse électronique est mal écrite.', mailTwice: 'Cette adresse est déjà sur une autre ligne.',
  roleMissing: 'Le rôle manque.', roleUnknown: 'Ce rôle n’existe pas ici.', serviceUnknown: 'Ce service n’existe pas, ou il est fermé. Créez-le d’abord.', languageUnknown: 'La langue est fr ou en.', tooLong: 'Un texte est trop long.',
}
const templates: Record<OutboxLine['template'], string> = {
  link: 'Lien de consultation', linkAgain: 'Lien renvoyé', code: 'Code à usage unique', invitation: 'Invitation', passwordReset: 'Nouveau mot de passe', questionnaire: 'Questions avant la visite', questionnaireReminder: 'Rappel des questions', followUp: 'Questions entre les visites', followUpReminder: 'Rappel entre les visites', alertWaiting: 'Alerte en attente',
}
const states: Record<OutboxState, string> = { queued: 'en attente', claimed: 'en cours d’envoi', handing: 'en cours d’envoi', sent: 'envoyé', failed: 'pas envoyé', uncertain: 'peut-être arrivé' }
const errors: Record<DeliveryError, string> = {
  noChannel: 'ce moyen d’envoi n’est pas réglé', unreachable: 'le serveur d’envoi ne répond pas', timeout: 'le serveur d’envoi a été trop lent', refused: 'refusé pour le moment', recipientRefused: 'cette adresse n’existe pas',
  credentialsRefused: 'le serveur d’envoi refuse notre mot de passe', tlsFailed: 'la connexion au serveur d’envoi n’est pas sûre', unreadable: 'scellé par une clé perdue', expired: 'trop tard pour servir', interrupted: 'interrompu pendant l’envoi',
}
const columns: Record<ImportColumn, string> = { rpps: 'rpps', nom: 'nom', prenom: 'prenom', mail: 'mail', role: 'role', service: 'service', specialite: 'specialite', langue: 'langue' }

export const administration = {
  title: 'Administration', roles, reasons, never: '—', open: 'Ouvrir l’administration',
  only: 'Cette page est réservée aux administrateurs et aux auditeurs.',
  sections: { establishment: 'Établissement', services: 'Services', staff: 'Professionnels', import: 'Importer', questionnaires: 'Questionnaires', monitoring: 'Entre les visites', links: 'Liens en cours', sessions: 'Appareils connectés', outbox: 'Messages envoyés', accesses: 'Accès hors équipe' },
  save: 'Enregistrer', saved: 'Enregistré.',
  conflict: 'Ce nom, cette adresse ou ce numéro existe déjà.', lastAdministrator: 'C’est le dernier administrateur de l’établissement : nommez-en d’abord un autre.',
  importWrong: 'Le fichier contient encore des lignes à corriger. Personne n’a été ajouté.', timeZoneUnknown: 'Ce fuseau horaire n’existe pas.', invalid: 'Vérifiez ce que vous avez écrit, puis recommencez.',
  establishment: { name: 'Nom', phone: 'Téléphone montré aux patients', timeZone: 'Fuseau horaire', finess: 'Numéro FINESS', fixed: 'Il ne se change pas ici.',
    patientFactor: 'Sur un nouvel appareil, le patient donne en plus de son lien', patientRules: { code: 'un code envoyé à son numéro ou à son adresse (recommandé)', birthDate: 'sa date de naissance, que ses proches connaissent aussi' },
    secondFactor: 'Second facteur des professionnels qui ont un mot de passe ici', staffRules: { required: 'obligatoire (recommandé)', optional: 'au choix de chacun' },
  },
  services: {
    empty: 'Aucun service. Créez le premier : ses membres forment l’équipe de soins de ses consultations.', name: 'Nom du service', members: 'Équipe', state: 'État', opened: 'ouvert', closed: 'fermé', actions: 'Actions',
    create: 'Créer un service', rename: 'Renommer', close: 'Fermer', renameOf: (name: string) => `Renommer ${name}`, closeOf: (name: string) => `Fermer ${name}`,
    closing: 'Aucune nouvelle consultation n’y sera planifiée et personne n’y entrera. L’équipe garde les consultations en cours.', nobody: 'personne',
  },
  staff: {
    empty: 'Personne encore.', name: 'Nom', mail: 'Adresse électronique', role: 'Rôle', rpps: 'Numéro RPPS', rppsHelp: '11 chiffres ; vide pour qui n’en a pas.', specialty: 'Spécialité', services: 'Services', state: 'État', actions: 'Actions',
    active: 'ouvert', disabled: 'fermé', add: 'Ajouter une personne', change: 'Modifier', disable: 'Fermer le compte', enable: 'Rouvrir le compte',
    changeOf: (name: string) => `Modifier ${name}`, disableOf: (name: string) => `Fermer le compte de ${name}`, enableOf: (name: string) => `Rouvrir le compte de ${name}`,
    disabling: 'La personne sera déconnectée partout et ne pourra plus se connecter.', enabling: 'La personne pourra de nouveau se connecter.',
    invited: 'invité', invite: 'Inviter de nouveau', inviteOf: (name: string) => `Inviter de nouveau ${name}`, inviting: (mail: string) => `Un message part à ${mail}. Le lien qu’il contient sert une fois, pendant sept jours ; l’ancien ne sert plus.`,
    reset: 'Retirer la deuxième vérification', resetOf: (name: string) => `Retirer la deuxième vérification de ${name}`, resetting: 'À faire seulement si la personne a perdu son téléphone, sa clé et ses codes de secours, et que vous l’avez reconnue. Elle sera déconnectée partout ; à sa prochaine connexion, son mot de passe suffira pour en faire une nouvelle.',
  },
  passwords: { title: 'Connexion des professionnels', allowed: 'Avec un mot de passe ou une clé d’accès', help: 'Décochez si tout le monde passe par votre fournisseur d’identité.', noProvider: 'Aucun fournisseur d’identité n’est configuré pour votre établissement : plus personne ne pourrait entrer.' },
  import: {
    intro: 'Un fichier CSV avec une ligne par personne. Les colonnes service, specialite et langue (fr ou en : celle des messages) peuvent manquer ; le séparateur est ; ou ,', columnsAre: 'Colonnes', columns, file: 'Fichier CSV', paste: 'Contenu du fichier', pasteHelp: 'Vous pouvez corriger les lignes ici.',
    check: 'Vérifier', run: (n: number) => (n === 1 ? 'Ajouter 1 personne' : `Ajouter ${n} personnes`), line: 'Ligne', person: 'Personne', verdict: 'Résultat',
    new: 'à ajouter', known: 'a déjà un compte, reste inchangée', wrong: 'à corriger', problems,
    missing: (names: string) => `Il manque ces colonnes : ${names}.`, unreadable: 'Ce fichier ne se lit pas comme un CSV : un guillemet n’est pas refermé.', nothing: 'Ce fichier ne contient aucune ligne.',
    wrongCount: (n: number) => (n === 1 ? '1 ligne à corriger. Rien ne sera ajouté avant.' : `${n} lignes à corriger. Rien ne sera ajouté avant.`), ready: (n: number): string => (n === 0 ? 'Tout le monde a déjà un compte.' : 'Le fichier est bon.'),
    done: (n: number) => (n === 1 ? '1 personne ajoutée.' : `${n} personnes ajoutées.`), tooLarge: 'Ce fichier est trop grand : envoyez-le en plusieurs parties de 400 lignes.', confirm: 'Les comptes seront ouverts d’un seul coup. Personne ne peut se connecter avant d’avoir répondu à son invitation.',
  },
  links: {
    empty: 'Aucun lien en cours.', hour: 'Consultation', seat: 'Place', service: 'Service', state: 'État', expires: 'Expire', actions: 'Actions', opened: 'ouvert', unopened: 'pas encore ouvert',
    revoke: 'Révoquer', revokeOf: (seat: string, hour: string) => `Révoquer le lien : ${seat}, ${hour}`, revoking: 'La personne ne pourra plus entrer avec ce lien ; si elle est là, elle sera sortie.',
  },
  sessions: {
    empty: 'Personne n’est connecté.', who: 'Qui', device: 'Appareil', since: 'Connecté', seen: 'Vu', now: 'en ce moment', actions: 'Actions',
    endOf: (name: string, device: string) => `Déconnecter ${name} : ${device}`, ending: 'Les pages ouvertes sur cet appareil se ferment dans les secondes qui suivent, et l’appel s’il y en a un. La personne peut se reconnecter avec son mot de passe.',
  },
  outbox: {
    lead: 'Les SMS, courriels et appels vocaux envoyés par Lien. Ceux qui attendent votre décision sont en premier.', empty: 'Aucun message.', refresh: 'Actualiser', to: 'Destinataire', what: 'Message', at: 'Demandé', state: 'État', actions: 'Actions',
    channels: { sms: 'SMS', mail: 'Courriel', voice: 'Appel vocal' } satisfies Record<Channel, string>, templates, states, errors,
    next: (at: string) => `nouvel essai ${at}`, retry: 'Envoyer de nouveau', confirm: 'Bien arrivé',
    retryOf: (to: string) => `Envoyer de nouveau : ${to}`, confirmOf: (to: string) => `Bien arrivé : ${to}`,
    retrying: 'Le message repart tout de suite.', retryingDoubt: 'Le message est peut-être déjà arrivé : la personne pourrait le recevoir deux fois.', confirming: 'La personne vous a dit qu’elle l’a reçu. Il ne sera plus envoyé.',
  },
  accesses: { empty: 'Personne n’a ouvert de consultation hors de son équipe.', who: 'Qui', consultation: 'Consultation', reason: 'Raison', at: 'Ouvert', until: 'Jusqu’à', text: 'Explication' },
  glass: {
    find: 'Consultation hors de mon équipe', title: 'Ouvrir une consultation hors de mon équipe', warning: 'Cet accès est exceptionnel. L’équipe le verra, il est tracé et relu.',
    birthName: 'Nom de naissance exact', birthDate: 'Date de naissance', search: 'Chercher', none: 'Aucune consultation à ce nom et à cette date.', pick: 'Consultation', reason: 'Raison', explanation: 'En quelques mots', explanationHelp: '10 à 300 caractères. Lu par l’auditeur seul.',
    open: 'Ouvrir pour 4 heures', already: 'Cette consultation est déjà dans votre liste, ou elle n’est plus accessible.',
    notice: (name: string, reason: string, at: string, until: string) => `Ouverte hors équipe par ${name} à ${at}, jusqu’à ${until} : ${reason.toLowerCase()}.`, mine: (until: string) => `Accès exceptionnel jusqu’à ${until}`, held: (name: string) => `avec ${name}`,
    messages: 'Lire les messages', noMessages: 'Aucun message.', notSeated: { title: 'Vous n’êtes pas dans cet appel', body: 'Vous pouvez suivre cette consultation dans la liste, sans place dans l’appel.' },
  },
}
