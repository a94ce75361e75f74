/** Words of the professionals' side of a consultation that goes on by telephone. */
export const telephone = {
  /** The short one is seen, the long one read out. */
  button: 'Continuer par téléphone', short: 'Par téléphone',
  dialog: {
    title: 'Continuer par téléphone\u00a0?',
    body: 'La vidéo s’arrête pour tous. La page du patient lui dit de garder son téléphone près de lui. La consultation reste ouverte, et vous pourrez reprendre la vidéo.',
    confirm: 'Continuer par téléphone', stay: 'Rester en vidéo',
  },
  title: (name: string) => `Par téléphone avec ${name}`,
  since: (time: string) => `Depuis ${time}. La consultation reste ouverte\u00a0; caméras et micros sont arrêtés.`,
  rule: 'Par téléphone seul, ce n’est plus une téléconsultation au sens des règles françaises\u00a0: l’heure du changement est notée, pour le compte rendu.',
  number: 'Numéro du patient',
  call: (number: string) => `Appeler le ${number}`,
  copy: 'Copier le numéro', copied: 'Numéro copié.',
  given: 'Donné lors de la vérification d’identité.', known: 'Numéro connu du service.',
  none: 'Aucun numéro n’est connu. Demandez-le au secrétariat\u00a0; vous pouvez l’inscrire dans la vérification d’identité.',
  here: 'La page du patient est ouverte\u00a0: elle lui annonce votre appel.',
  away: 'La page du patient ne répond pas. Dès qu’elle revient, elle lui annonce votre appel.',
  back: 'Reprendre la vidéo',
  state: 'Par téléphone',
}
