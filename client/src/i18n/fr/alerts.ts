import type { AlertAction, AlertLevel, ConditionKind } from '@lien/contract/alerts'
import type { Attribute, Measure, RedFlag } from '@lien/contract/symptoms'

const levels: Record<AlertLevel, string> = { red: 'Rouge', orange: 'Orange', yellow: 'Jaune', technical: 'Technique' }
const actions: Record<AlertAction, string> = {
  advisedByPhone: 'Conseils donnés par téléphone', notReached: 'Pas joignable', videoCall: 'Vue en vidéo', appointment: 'Rendez-vous donné', sentToEmergency: 'Adressée aux urgences',
  treatmentPaused: 'Traitement suspendu', informedOncologist: 'Oncologue prévenu', noAction: 'Rien à faire',
}
const flags: Record<RedFlag, string> = {
  fever: 'fièvre', bleeding: 'saignement', confusion: 'confusion ou faiblesse nouvelle', breathlessness: 'essoufflement au repos', chestPain: 'douleur dans la poitrine',
  cannotDrink: 'ne peut plus boire', vomiting: 'vomissements', severePain: 'douleur très forte', selfHarm: 'idées de se faire du mal',
}
const attributes: Record<Attribute, string> = { frequency: 'fréquence', severity: 'sévérité', interference: 'gêne', amount: 'quantité', presence: 'présence' }
const measures: Record<Measure, string> = { temperature: 'Température', weight: 'Poids', activity: 'Activité', missedDoses: 'Prises oubliées', callWanted: 'Souhaite être appelé', falls: 'Chutes' }
const conditions: Record<ConditionKind, string> = {
  redFlag: 'Signe d’alerte', raw: 'Réponse à partir d’un seuil', rise: 'Aggravation d’un symptôme', composite: 'Grade composite', spread: 'Aggravation de plusieurs symptômes',
  weightLoss: 'Perte de poids', activity: 'Activité', missedDoses: 'Prises oubliées', callWanted: 'Souhaite être appelé',
}

export const alerts = {
  title: 'Alertes', one: 'Une alerte', open: 'En cours', closed: 'Closes', rulesLink: 'Règles', nav: 'Alertes', navCount: (n: number) => (n === 0 ? 'Alertes' : `Alertes (${n})`),
  navLabel: (red: number, orange: number) => (red + orange === 0 ? 'Alertes : aucune rouge ou orange' : `Alertes : ${red} rouges, ${orange} orange`),
  levels, actions, flags, attributes, measures, conditions,
  levelWord: (level: string) => `Niveau ${level.toLowerCase()}`,
  empty: 'Aucune alerte en cours. Les suivantes apparaîtront ici d’elles-mêmes.', emptyClosed: 'Aucune alerte close.',
  hours: 'Les alertes sont lues aux heures de service. En cas d’urgence, les patients sont invités à appeler le 15 ou le 112.',
  columns: { level: 'Niveau', patient: 'Patient', reasons: 'Raisons', time: 'Délai', holder: 'Prise en charge' },
  since: (length: string) => `depuis ${length}`, due: (when: string) => `à voir avant ${when}`, late: (length: string) => `en retard de ${length}`, seen: 'vue', unseen: 'pas encore vue', escalated: 'transmise au suppléant',
  free: 'personne', heldBy: (name: string) => `par ${name}`, byMe: 'par vous', more: 'Suite de la liste',
  sign: (flag: string) => `Signe d’alerte : ${flag}`, change: (n: string, date: string) => `${n} depuis le ${date}`, composite: (n: number) => `grade composite ${n} sur 3`, missing: 'Questionnaire pas revenu à temps',
  weight: (kg: string, lost: string, percent: string, date: string) => `Poids : ${kg} kg, ${lost} kg (${percent} %) depuis le ${date}, critère phénotypique atteint`,
  back: 'Retour aux alertes', gone: 'Cette alerte n’existe pas, ou ne vous est pas confiée.',
  claim: 'Prendre en charge', release: 'Rendre à l’équipe', close: 'Clore l’alerte', lost: (name: string) => `${name} a pris cette alerte en charge juste avant vous.`, taken: (name: string) => `Prise en charge par ${name}.`, mine: 'Vous avez pris cette alerte en charge.', closedAt: (when: string) => `Close, ${when}.`,
  call: (phone: string) => `Appeler le ${phone}`, noPhone: 'Aucun numéro connu', video: 'Démarrer une vidéo', rejoin: 'Rejoindre la vidéo', noContact: 'Aucun numéro de mobile ni adresse électronique où envoyer le lien. Appelez la personne.',
  raised: (when: string) => `Levée ${when}`, visit: (when: string) => `Visite prévue ${when}`, version: (n: number) => `règles, version ${n}`, why: 'Pourquoi cette alerte',
  what: 'Ce qui a été fait', act: 'Noter une action', action: 'Action', comment: 'Commentaire (facultatif)', save: 'Noter', nothingYet: 'Rien n’est encore noté.', stepBy: (name: string, when: string) => `${name}, ${when}`,
  answers: 'Réponses', symptom: 'Symptôme', now: 'Cette fois', before: 'Avant', none: 'pas de réponse', unfinished: 'Le questionnaire n’est pas terminé : les réponses viendront ici.', direction: '↑ plus sévère : chaque réponse va de 0 à 4', otherMeasures: 'Autres mesures', measure: 'Mesure',
  yes: 'oui', no: 'non',
  rules: {
    title: 'Règles d’alerte', proposal: 'Ces règles sont une proposition de Lien, tirée de la littérature. Elles ne valent qu’une fois relues et ratifiées par les cliniciens de l’établissement.', published: (version: number, name: string, date: string) => `Version ${version}, publiée par ${name} le ${date}.`, version: (n: number) => `Version ${n}.`,
    list: 'Règles', nameFr: 'Nom en français', nameEn: 'Nom en anglais', level: 'Niveau', remove: (name: string) => `Retirer : ${name}`, add: 'Ajouter une règle', addKind: 'Genre de règle', fixed: 'Un signe d’alerte est toujours rouge : cette règle ne se retire pas.',
    symptoms: 'Symptômes (codes séparés par des virgules ; vide : tous)', anyAttribute: 'toutes les questions', attribute: 'Question', atLeast: 'À partir de', by: 'Aggravation d’au moins', against: 'Comparée à', last: 'la dernière réponse comparable', baseline: 'la première réponse', count: 'Nombre de symptômes', percent: 'Perte (%)', days: 'En jours',
    targets: 'Délais', service: 'minutes de service', always: 'minutes, jour et nuit', visit: 'avant la visite', minutes: (level: string) => `${level} : minutes`, kind: (level: string) => `${level} : compté en`,
    hours: 'Heures de service', weekdays: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'], from: 'De', to: 'À', zone: (zone: string) => `À l’heure de ${zone}.`, closed: 'Jours fermés (un par ligne, AAAA-MM-JJ)',
    deputies: 'Suppléants', deputiesHelp: 'Prévenus par courriel d’une alerte que personne n’a vue à temps. Sans suppléant : la personne qui tient la consultation.', escalateAfter: 'Minutes de retard avant de prévenir', missingHours: 'Heures avant la visite où un questionnaire manque',
    preview: 'Voir l’effet sur le passé', previewDays: 'Derniers jours', result: (days: number, evaluated: number) => `Sur les ${days} derniers jours, ${evaluated} questionnaires terminés :`, proposed: 'Ces règles auraient levé', inForce: 'Les règles en vigueur auraient levé', alertsCount: (n: number) => (n === 1 ? '1 alerte' : `${n} alertes`), ruleCount: (n: number) => (n === 0 ? 'n’aurait levé aucune alerte' : n === 1 ? 'aurait levé 1 alerte' : `aurait levé ${n} alertes`), partial: (n: number) => `Les plus récents de ${n}.`,
    publish: 'Publier ces règles', publishFirst: 'Regardez d’abord l’effet de ces règles sur le passé.', done: (n: number) => `Version ${n} publiée. Elle vaut dès maintenant.`, conflict: 'Quelqu’un a publié d’autres règles entre-temps. Rechargez la page.', wrong: 'Une valeur ne convient pas. Vérifiez les seuils, les heures et les dates.',
  },
}
