import type { ConsultationKind } from '@lien/contract/consultation'
import type { Seat } from '@lien/contract/roles'

const seats: Record<Seat, string> = {
  oncologist: 'oncologue', coordinatingNurse: 'infirmière de coordination', patient: 'patient', relative: 'proche', townNurse: 'infirmière de ville', townPhysician: 'médecin de ville', interpreter: 'interprète',
}
const kinds: Record<ConsultationKind, string> = {
  followUp: 'Consultation de suivi', treatment: 'Consultation de traitement', postRcp: 'Consultation d’annonce après RCP',
}

export const common = {
  seats, kinds,
  skip: 'Aller au contenu',
  otherLanguage: 'English',
  demo: 'Démonstration : les personnes et les données sont fictives.',
  callWard: (phone: string) => `Appeler le ${phone}`,
  call: 'Appeler',
  theWard: 'le service',
  loading: 'Un instant…',
  back: 'Retour',
  close: 'Fermer',
  cancel: 'Annuler',
  retry: 'Réessayer',
  reload: 'Recharger la page',
  offline: 'La connexion est coupée. Nous essayons de la rétablir ; vous n’avez rien à faire.',
  slow: 'La connexion prend plus de temps que prévu. Vérifiez votre Wi-Fi ou votre réseau mobile.',
  failed: 'Cela n’a pas fonctionné. Attendez quelques secondes, puis réessayez.',
  failedAway: 'Le service ne répond pas en ce moment. Cela n’a pas été fait : réessayez dans un instant.',
  failedState: 'La situation a changé entre-temps. Regardez l’écran, puis recommencez si besoin.',
  failedReference: (act: string) => `Référence à donner au service\u00a0: ${act}`,
  crash: {
    title: 'La page s’est arrêtée',
    body: 'Votre place est gardée. Rechargez la page pour revenir où vous étiez.',
    call: 'Si cela recommence, appelez le service : nous vous rappellerons.',
  },
}
