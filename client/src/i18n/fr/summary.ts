import type { AlertAction, ClinicalLevel } from '@lien/contract/alerts'
import type { Answerer, Attribute, Measure, RedFlag } from '@lien/contract/symptoms'
import type { WeightCriterion } from '@lien/contract/summaryRules'

const answeredBy: Record<Answerer, string> = { patient: 'par le patient', relative: 'par un proche', nurse: 'avec l’infirmière, au téléphone' }
const attributes: Record<Attribute, string> = { frequency: 'fréquence', severity: 'intensité', interference: 'gêne', amount: 'quantité', presence: 'présence' }
const measures: Record<Measure, string> = { temperature: 'Température', weight: 'Poids', activity: 'Activité', missedDoses: 'Prises manquées', callWanted: 'Veut un appel avant', falls: 'Chutes' }
const flags: Record<RedFlag, string> = {
  fever: 'Fièvre', bleeding: 'Saignement', confusion: 'Confusion ou faiblesse récente', breathlessness: 'Essoufflement sévère', chestPain: 'Douleur dans la poitrine',
  cannotDrink: 'Ne peut pas boire', vomiting: 'Vomissements presque constants', severePain: 'Douleur très sévère', selfHarm: 'Idées de se faire du mal',
}
const criteria: Record<WeightCriterion, string> = { fivePercentInOneMonth: 'perte d’au moins 5\u00a0% en 1\u00a0mois', tenPercentInSixMonths: 'perte d’au moins 10\u00a0% en 6\u00a0mois' }
const plural = (count: number, one: string, many: string): string => `${count}\u00a0${count < 2 ? one : many}`

export const summary = {
  title: 'Synthèse des symptômes', button: 'Synthèse', of: (name: string) => `Synthèse de ${name}`,
  sent: (at: string, who: string) => `Répondu le ${at} ${who}`,
  window: (from: string, to: string) => `7 jours, du ${from} au ${to}`,
  complete: (answered: number, asked: number) => `${answered} réponses sur ${asked}`,
  answeredBy, attributes, measures, flags,
  cycle: (cycle: number, day: number) => `cycle ${cycle}, jour ${day}`, since: (day: string) => `depuis le ${day}`, noTreatment: 'Traitement non renseigné',
  alert: {
    level: { red: 'Alerte rouge', orange: 'Alerte orange', yellow: 'Alerte jaune' } satisfies Record<ClinicalLevel, string>, unseen: 'pas encore vue', seen: (by: string, at: string) => `vue par ${by} le ${at}`, claimed: (by: string, at: string) => `prise en charge par ${by} le ${at}`, closed: (at: string) => `close le ${at}`,
    done: (what: string, by: string, at: string) => `${what} (${by}, ${at})`,
    actions: { advisedByPhone: 'conseils donnés par téléphone', notReached: 'patient non joint', videoCall: 'appel vidéo', appointment: 'rendez-vous donné', sentToEmergency: 'adressé aux urgences', treatmentPaused: 'traitement suspendu', informedOncologist: 'oncologue informé', noAction: 'sans action nécessaire' } satisfies Record<AlertAction, string>,
  },
  flagsTitle: 'Signes d’alerte', topics: 'Ce que le patient veut aborder', noTopics: 'Le patient n’a pas noté de sujet.',
  discussed: 'Abordé', discussedOf: (what: string) => `Abordé\u00a0: ${what}`,
  symptoms: 'Symptômes des 7 derniers jours', worse: 'plus sévère', threshold: 'pointillé\u00a0: seuil 3',
  noSymptoms: 'Aucun symptôme signalé.', absent: 'Absents', unanswered: 'Sans réponse',
  missing: { unanswered: 'non répondu', declined: 'préfère ne pas répondre', notApplicable: 'sans objet' },
  incomplete: 'réponse incomplète', first: 'première réponse', same: (day: string) => `inchangé depuis le ${day}`, change: (by: string, day: string) => `${by} depuis le ${day}`,
  appeared: (day: string) => `apparu depuis le ${day}`, still: (day: string) => `déjà présent le ${day}`, baseline: (raw: number, day: string) => `au départ ${raw} (${day})`,
  composite: (grade: number) => `grade composite PRO ${grade} sur 3`, noComposite: 'sans grade composite',
  details: 'Détail', concerning: 'au seuil ou au-dessus',
  points: (label: string, points: string) => `${label}\u00a0: ${points}`, point: (day: string, value: string) => `le ${day}, ${value}`, gap: 'sans réponse',
  clinician: 'Votre grade', clinicianOf: (what: string) => `Votre grade CTCAE\u00a0: ${what}`, given: (grade: number, by: string) => `grade du clinicien ${grade} (${by})`, none: '–',
  other: 'Autres réponses', measured: 'Mesures et vie quotidienne', before: (value: string, day: string) => `${value} le ${day}`, yes: 'oui', no: 'non',
  weight: {
    title: 'Poids', now: (kg: string) => kg, month: (percent: string, kg: string, day: string) => `${percent} en 1 mois (${kg} le ${day})`, halfYear: (percent: string, kg: string, day: string) => `${percent} en 6 mois (${kg} le ${day})`,
    reached: 'Critère phénotypique atteint', notReached: 'Critère phénotypique de perte de poids non atteint', criteria,
    limits: 'Un critère phénotypique seul n’est pas un diagnostic. IMC et poids habituel non connus ici.', lineMonth: '−5\u00a0% en 1 mois', lineHalfYear: '−10\u00a0% en 6 mois', chart: (points: string) => `Poids\u00a0: ${points}`,
    age: { under70: 'moins de 70 ans', from70: '70 ans et plus' },
  },
  nothing: {
    never: 'Aucune question n’a encore été posée au patient pour cette consultation.', asked: (day: string) => `Questions posées le ${day}, pas encore répondues.`, begun: 'Le patient a commencé à répondre, sans avoir envoyé.',
    missed: 'Le patient n’a pas répondu avant la consultation.', earlier: (day: string) => `Dernières réponses\u00a0: le ${day}.`, ask: 'Demander maintenant', again: 'Renvoyer le lien', askedNow: 'Le lien vers les questions est envoyé au patient.',
  },
  table: 'Symptômes, en tableau', asTable: 'Comme tableau', allVisits: 'Toutes les visites', pdf: 'Télécharger en PDF', reload: 'Actualiser',
  columns: { symptom: 'Symptôme', answer: 'Réponse (0 à 4)', change: 'Évolution', baseline: 'Départ', composite: 'Composite (0 à 3)', points: 'Dernières réponses', visit: 'Visite', by: 'Répondu', weight: 'Poids (kg)' },
  history: { title: 'Toutes les visites', year: (year: number) => `Année ${year}`, years: 'Années', none: 'Aucune réponse cette année.', missed: 'non répondu', table: 'Toutes les réponses de l’année', clinician: (grade: number) => `clinicien ${grade}`, count: (count: number) => plural(count, 'visite', 'visites') },
  treatment: {
    title: 'Traitement', add: 'Ajouter un traitement', edit: (label: string) => `Modifier ${label}`, label: 'Nom du traitement', startedOn: 'Premier jour', cycleDays: 'Durée d’un cycle, en jours', cycleHint: 'Laissez vide s’il n’y a pas de cycle.', modules: 'Questions en plus',
    names: { immunotherapy: 'Immunothérapie', targetedTherapy: 'Thérapie ciblée orale', endocrine: 'Hormonothérapie', headNeckRadiotherapy: 'Radiothérapie tête et cou', pelvicRadiotherapy: 'Radiothérapie du bassin' } as Record<string, string>,
    save: 'Enregistrer', end: 'Arrêter le traitement', endedOn: 'Dernier jour', ended: (day: string) => `arrêté le ${day}`,
  },
  footer: (scoring: string) => `Grade composite PRO 0 à 3, calcul ${scoring}\u00a0: ce n’est pas un grade CTCAE.`, questionnaire: (title: string, version: string) => `${title}, version ${version}`,
}
export type SummaryWords = typeof summary
