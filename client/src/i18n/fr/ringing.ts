/** Words of a visitor's page while the consultation goes on by telephone; loaded with it. */
export const ringing = {
  /** `doctor`: false where a nurse holds the consultation. */
  title: (doctor: boolean): string => (doctor ? 'Votre médecin continue par téléphone' : 'Votre consultation continue par téléphone'),
  near: 'Gardez votre téléphone près de vous.',
  rings: (number: string) => `L’appel arrive au ${number}.`,
  unknown: 'L’appel arrive au numéro que le service connaît.',
  wrong: 'Ce n’est pas votre numéro, ou personne n’appelle\u00a0? Appelez le service.',
  stopped: 'Votre caméra et votre micro sont arrêtés ici.',
  stay: 'Laissez cette page ouverte\u00a0: si la vidéo reprend, elle revient ici toute seule.',
  others: { title: 'La consultation continue par téléphone', body: 'Le patient est appelé au téléphone. Si la vidéo reprend, elle revient ici toute seule.' },
}
