import type { DocumentKind, IdentityStatus, InsSystem, Sex } from '@lien/contract/patient'

const documents: Record<DocumentKind, string> = {
  identityCard: 'Carte d’identité', passport: 'Passeport', residencePermit: 'Titre de séjour', vitaleApp: 'Appli carte Vitale', other: 'Autre pièce', knownToProfessional: 'Connu du professionnel, sans pièce',
}
const sexes: Record<Sex, string> = { F: 'féminin', M: 'masculin', I: 'indéterminé' }
const statuses: Record<IdentityStatus, string> = { provisional: 'provisoire', retrieved: 'récupérée', validated: 'validée', qualified: 'qualifiée' }
const systems: Record<InsSystem, string> = { nir: 'NIR', nia: 'NIA', test: 'test', demo: 'démonstration' }

export const identity = {
  title: 'Identité du patient',
  toCheck: 'Identité à vérifier',
  show: 'Voir l’identité et la vérification',
  later: 'À vérifier dès que le patient est dans l’appel.',
  checked: (name: string, time: string) => `Identité vérifiée par ${name} à ${time}.`,
  traits: {
    birthName: 'Nom de naissance', givenName: 'Premier prénom', givenNames: 'Prénoms', usedName: 'Nom utilisé', usedGivenName: 'Prénom utilisé',
    sex: 'Sexe', birthDate: 'Né(e) le', birthPlace: 'Lieu de naissance', ins: 'INS', status: 'Identité',
  },
  sexes, statuses, systems, documents,
  noIns: 'pas d’INS',
  place: { code: (code: string) => `code INSEE ${code}`, abroad: (code: string) => `à l’étranger (${code})`, unknown: 'inconnu' },
  form: {
    lead: 'Demandez au patient de montrer une pièce d’identité, puis où il se trouve.',
    match: 'Ces traits sont bien ceux de la personne.',
    doubt: 'Un doute\u00a0? Ne cochez pas, et prévenez le secrétariat.',
    document: 'Pièce présentée', choose: 'Choisir…',
    place: 'Où est le patient en ce moment\u00a0?', placeHint: 'Adresse complète, étage, code d’entrée\u00a0: pour envoyer les secours.',
    callback: 'Numéro pour le rappeler',
    confirm: 'Enregistrer la vérification',
    wrongPhone: 'Ce numéro ne permet pas de rappeler. Écrivez-le en entier, avec l’indicatif s’il est étranger.',
  },
  correct: 'Corriger la vérification',
  seen: 'Pièce', where: 'Lieu de l’appel', phone: 'Rappel',
  callBack: (number: string) => `Rappeler le ${number}`,
}
