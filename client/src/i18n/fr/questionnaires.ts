import type { ownModules, ProblemCode, QuestionnaireState } from '@lien/contract/questionnaires'

type Params = Record<string, string>
/** Each names what is wrong and how to mend it; where it is stands beside. */
const problems: Record<ProblemCode, (p: Params) => string> = {
  badJson: ({ line = '', column = '' }) => `Ce fichier n’est pas du JSON\u00a0: il s’interrompt ligne ${line}, colonne ${column}.`,
  wrongResource: ({ found = '' }) => (found ? `Ce document est un «\u00a0${found}\u00a0»\u00a0: il faut un «\u00a0Questionnaire\u00a0» FHIR R4.` : 'Ce document n’est pas un « Questionnaire » FHIR R4.'),
  tooLarge: ({ most = '' }) => `Ce document est trop grand ou trop imbriqué (au plus ${most} 000 caractères).`,
  badText: () => 'Ce texte contient un caractère qui ne peut pas être gardé.',
  wrongShape: ({ expected = '' }) => `Cet élément n’a pas la forme attendue (${expected}).`,
  missingUrl: () => 'Le document ne dit pas son adresse (url).', missingVersion: () => 'Le document ne dit pas sa version.', missingTitle: () => 'Le questionnaire n’a pas de titre.', missingItems: () => 'Le questionnaire ne contient aucune question.',
  missingLinkId: () => 'Cet élément n’a pas de linkId.', duplicateLinkId: ({ linkId = '' }) => `Le linkId «\u00a0${linkId}\u00a0» sert déjà plus haut.`,
  missingType: () => 'Cet élément n’a pas de type.', unknownType: ({ type = '' }) => `Le type «\u00a0${type}\u00a0» n’existe pas en FHIR R4.`, unsupportedType: ({ type = '' }) => `Lien ne pose pas de question de type «\u00a0${type}\u00a0».`,
  missingText: () => 'Cette question n’a pas de texte.', missingOptions: () => 'Cette question à choix n’a aucune réponse à proposer.', optionsOnWrongType: ({ type = '' }) => `Un élément de type «\u00a0${type}\u00a0» ne peut pas avoir de réponses à choisir.`,
  unreadableOption: () => 'Cette réponse n’a ni code, ni texte, ni nombre, ni date.', duplicateOption: ({ option = '' }) => `La réponse «\u00a0${option}\u00a0» est proposée deux fois.`,
  enableWhenNowhere: ({ question = '' }) => `La condition parle d’une question «\u00a0${question}\u00a0» qui n’existe pas.`, enableWhenItself: () => 'La condition parle de la question elle-même.',
  enableWhenAnswer: ({ question = '' }) => `La condition ne dit pas avec quelle réponse comparer «\u00a0${question}\u00a0», ou avec une réponse d’un autre type.`, enableWhenOperator: ({ operator = '' }) => `L’opérateur «\u00a0${operator}\u00a0» n’existe pas.`,
  enableBehaviorMissing: () => 'Il y a plusieurs conditions : il faut dire si toutes ou une seule suffisent (enableBehavior).', itemsInDisplay: () => 'Un texte (display) ne peut pas contenir de questions.',
  valueSetUnresolved: ({ valueSet = '' }) => `La liste de réponses «\u00a0${valueSet}\u00a0» n’est pas dans le document\u00a0: ajoutez-la en «\u00a0contained\u00a0».`, notUnderstood: ({ what = '' }) => `Lien ne comprend pas «\u00a0${what}\u00a0», qui change le sens de la question.`,
  attributeWithoutSymptom: () => 'L’attribut n’appartient à aucun symptôme.', attributeUnknown: ({ attribute = '' }) => `L’attribut «\u00a0${attribute}\u00a0» n’existe pas.`,
  attributePattern: ({ symptom = '', attributes = '' }) => `Le symptôme «\u00a0${symptom}\u00a0» est demandé par ${attributes || 'aucun attribut'}\u00a0: cette combinaison n’a pas de grade publié, ou une question du terme manque.`,
  scaleWrong: ({ scale = '' }) => `Les réponses doivent valoir ${scale} (ordinalValue), chacune une fois.`, symptomTwice: ({ symptom = '' }) => `Le symptôme «\u00a0${symptom}\u00a0» est demandé deux fois.`,
  measureUnknown: ({ measure = '' }) => `La mesure «\u00a0${measure}\u00a0» n’existe pas.`, measureType: () => 'Cette mesure doit être un nombre, ou un choix dont chaque réponse a une valeur.', measureUnit: ({ unit = '' }) => `L’unité de cette mesure doit être «\u00a0${unit}\u00a0» (UCUM).`, measureTwice: ({ measure = '' }) => `La mesure «\u00a0${measure}\u00a0» est demandée deux fois.`,
  redFlagUnknown: ({ flag = '' }) => `Le signe d’alerte «\u00a0${flag}\u00a0» n’existe pas.`, redFlagAnswer: () => 'Le signe d’alerte ne correspond à aucune réponse possible.',
}
const modules: Record<(typeof ownModules)[number], string> = { immunotherapy: 'Immunothérapie', targetedTherapy: 'Thérapie ciblée par voie orale', endocrine: 'Hormonothérapie', headNeckRadiotherapy: 'Radiothérapie tête et cou', pelvicRadiotherapy: 'Radiothérapie du bassin' }
const states: Record<QuestionnaireState, string> = { draft: 'brouillon', published: 'publié', retired: 'retiré' }

export const questionnaires = {
  link: 'Questionnaires', problems, modules, states,
  lead: 'Ce que l’on demande aux patients avant une consultation. Une version publiée ne change plus jamais ; une nouvelle version prend sa place.', empty: 'Aucun questionnaire.',
  name: 'Questionnaire', version: 'Version', state: 'État', asked: 'Demandé', questions: 'Questions', actions: 'Actions', previsit: 'avant chaque consultation', ofModule: (name: string) => `module ${name}`, from: (day: string) => `depuis le ${day}`, until: (day: string) => `jusqu’au ${day}`,
  read: 'Lire', publish: 'Publier', retire: 'Retirer', export: 'Exporter', readOf: (name: string) => `Lire ${name}`, publishOf: (name: string) => `Publier ${name}`, retireOf: (name: string) => `Retirer ${name}`, exportOf: (name: string) => `Exporter ${name}`,
  retiring: 'Il ne sera plus demandé à personne. Les réponses déjà données restent lisibles.', publishing: 'Il sera demandé à partir de maintenant et ne pourra plus changer. La version publiée jusqu’ici sera retirée.',
  purpose: 'Demandé', purposes: { previsit: 'à tous, avant chaque consultation', module: 'selon le traitement (module)' }, module: 'Module du traitement', otherModule: 'Un autre module', moduleCode: 'Code du module', moduleHelp: 'Des lettres, des chiffres ou des tirets, en commençant par une minuscule.',
  import: { title: 'Importer un questionnaire', file: 'Fichier FHIR R4 (JSON)', checking: 'Lecture du fichier…', notText: 'Ce fichier n’est pas un texte en UTF-8.', good: (n: number) => (n === 1 ? 'Le document est bon : 1 question.' : `Le document est bon\u00a0: ${n} questions.`), blocked: (n: number) => (n === 1 ? '1 problème à corriger : le document ne peut pas entrer.' : `${n} problèmes à corriger\u00a0: le document ne peut pas entrer.`),
    draftOnly: (n: number) => (n === 1 ? 'Le document peut entrer comme brouillon ; 1 problème empêche de le publier.' : `Le document peut entrer comme brouillon\u00a0; ${n} problèmes empêchent de le publier.`), unnamed: 'Le document ne se nomme pas lui-même : dites comment le reconnaître ici. Le fichier reste tel quel.', url: 'Adresse (url)', version: 'Version', check: 'Vérifier de nouveau', run: 'Garder comme brouillon', done: 'Gardé comme brouillon.', where: 'Où', what: 'Problème', more: (n: number) => `et ${n} autres`, document: 'tout le document' },
  preview: { title: (name: string) => `Ce que l’on demande\u00a0: ${name}`, close: 'Fermer', publisher: 'Éditeur', copyright: 'Droits', url: 'Adresse', none: 'non précisé', required: 'réponse demandée', several: 'plusieurs réponses possibles', conditional: 'selon les réponses précédentes', symptom: (code: string) => `symptôme ${code}`, flag: 'signe d’alerte', free: 'réponse libre', yesNo: 'oui ou non', number: 'un nombre', numberOf: (unit: string) => `un nombre, en ${unit}`, date: 'une date', stops: 'Ce qui empêche de le publier' },
  wrong: 'Ce document contient des problèmes. Rien n’a été changé.', versionTaken: 'Cette version existe déjà ici, avec un autre contenu : donnez un autre numéro de version.',
}
