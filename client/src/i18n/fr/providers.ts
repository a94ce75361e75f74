import type { IdentityFailure } from '@lien/contract/identityProviders'

const failures: Record<IdentityFailure, { title: string; body: string }> = {
  unknownPerson: { title: 'Votre accès n’est pas ouvert ici', body: 'Vous êtes bien identifié, mais cet établissement ne vous a pas ouvert d’accès à Lien. Demandez-le à la personne qui administre Lien dans votre service, avec votre numéro RPPS ou votre adresse professionnelle.' },
  cancelled: { title: 'Vous n’êtes pas connecté', body: 'L’identification a été annulée. Vous pouvez recommencer.' },
  expired: { title: 'Cette identification n’est plus valable', body: 'Elle a pris trop de temps, a déjà servi, ou a été commencée dans un autre onglet. Recommencez.' },
  providerDown: { title: 'Le service d’identification ne répond pas', body: 'Attendez quelques minutes, puis réessayez. Si vous avez un mot de passe, il fonctionne toujours.' },
  refused: { title: 'L’identification n’a pas pu être vérifiée', body: 'La réponse reçue ne correspond pas à ce que Lien attend. Recommencez ; si cela se répète, prévenez la personne qui administre Lien.' },
  notProven: { title: 'Cette identification ne suffit pas', body: 'L’établissement demande un moyen plus sûr, ou une adresse professionnelle vérifiée. Choisissez un autre moyen, ou demandez à la personne qui administre Lien.' },
  limited: { title: 'Trop d’essais', body: 'Attendez une minute, puis réessayez.' },
  failed: { title: 'Cela n’a pas fonctionné', body: 'Attendez quelques secondes, puis réessayez.' },
}

export const providers = { otherwise: 'Ou avec votre adresse électronique\u00a0:', back: 'Revenir à la connexion', failures }
