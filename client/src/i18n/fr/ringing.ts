/** Words of a visitor's page while the consultation goes on by telephone; loaded with it. */
export const ringing = {
  title: 'Votre médecin continue par téléphone',
  near: 'Gardez votre téléphone près de vous.',
  rings: (number: string) => `Votre médecin vous appelle au ${number}.`,
  unknown: 'Votre médecin vous appelle au numéro que le service connaît.',
  wrong: 'Ce n’est pas votre numéro, ou personne n’appelle\u00a0? Appelez le service.',
  stopped: 'Votre caméra et votre micro sont arrêtés ici.',
  stay: 'Laissez cette page ouverte\u00a0: si votre médecin reprend la vidéo, elle revient toute seule.',
  others: { title: 'La consultation continue par téléphone', body: 'Le médecin appelle le patient. Si la vidéo reprend, elle revient ici toute seule.' },
}
