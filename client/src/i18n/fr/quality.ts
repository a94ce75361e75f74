/** Words of the call about itself; loaded with the call, since a visitor's first screen has no room for them. */
export const quality = {
  weak: {
    out: 'Votre réseau est faible : votre image est arrêtée pour que la voix passe. On vous entend ; l’image reviendra toute seule.',
    in: 'Votre réseau est faible : les images sont arrêtées pour que la voix passe. Elles reviendront toutes seules.',
    both: 'Votre réseau est faible : les images sont arrêtées dans les deux sens pour que la voix passe. Elles reviendront toutes seules.',
  },
  theirs: { weak: 'son réseau est faible, la voix continue', microphoneLost: 'son micro ne répond plus', cameraLost: 'sa caméra ne répond plus' },
  picturesStopped: 'image arrêtée, la voix continue',
  away: {
    microphone: 'Votre micro est pris par une autre application ou par un appel téléphonique : on ne vous entend plus.',
    camera: 'Votre caméra est prise par une autre application : on ne vous voit plus, la voix continue.',
  },
  gone: {
    microphone: 'Votre micro s’est arrêté : on ne vous entend plus. Il est peut-être débranché, ou pris par une autre application.',
    camera: 'Votre caméra s’est arrêtée : on ne vous voit plus, la voix continue. Elle est peut-être débranchée, ou prise par une autre application.',
  },
  resume: { microphone: 'Reprendre le micro', camera: 'Reprendre la caméra' },
  sound: 'Reprendre le son',
  title: 'Qualité de l’appel',
  verdicts: { good: 'Votre connexion est bonne.', weak: 'Votre réseau est faible.', server: 'Le serveur est hors d’atteinte ; nous le rappelons.', microphone: 'Votre micro ne répond plus.', broken: 'La connexion est interrompue ; nous vous reconnectons.', none: 'Mesure en cours…' },
  others: { good: 'connexion bonne', weak: 'réseau faible', microphone: 'micro perdu', away: 'se reconnecte' },
  details: 'Les mesures',
  measures: {
    sent: 'Voix perdue à l’envoi', received: 'Voix perdue à la réception', concealed: 'Son reconstitué', roundTrip: 'Aller-retour', jitter: 'Irrégularité', rates: 'Débit envoyé / reçu', frames: 'Images par seconde reçues',
  },
}
export type QualityWords = typeof quality
