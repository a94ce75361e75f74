import type { AlertAction, ClinicalLevel } from '@lien/contract/alerts'
import type { Answerer, Measure, RedFlag } from '@lien/contract/symptoms'
import type { WeightCriterion } from '@lien/contract/summaryRules'

const fr = {
  title: 'Synthèse des symptômes', patient: 'Patient', born: 'né(e) le', visit: 'Consultation du', printed: (at: string, by: string) => `Imprimé le ${at} par ${by}`, status: 'Identité',
  statuses: { provisional: 'provisoire', retrieved: 'récupérée', validated: 'validée', qualified: 'qualifiée' },
  answered: 'Réponses', between: 'entre les visites', sent: (at: string, by: string) => `envoyées le ${at} ${by}`, complete: (answered: number, asked: number) => `${answered} réponses sur ${asked}`, window: (from: string, to: string) => `7 jours, du ${from} au ${to}`,
  by: { patient: 'par le patient', relative: 'par un proche', nurse: 'avec l’infirmière, au téléphone' } satisfies Record<Answerer, string>,
  treatment: 'Traitement', none: 'non renseigné', cycle: (cycle: number, day: number) => `cycle ${cycle}, jour ${day}`, since: (day: string) => `depuis le ${day}`, nothing: 'Le patient n’a pas envoyé de réponses pour cette consultation.',
  flags: 'Signes d’alerte', noFlags: 'Aucun signe d’alerte.',
  flag: { fever: 'Fièvre', bleeding: 'Saignement', confusion: 'Confusion ou faiblesse récente', breathlessness: 'Essoufflement sévère', chestPain: 'Douleur dans la poitrine', cannotDrink: 'Ne peut pas boire', vomiting: 'Vomissements presque constants', severePain: 'Douleur très sévère', selfHarm: 'Idées de se faire du mal' } satisfies Record<RedFlag, string>,
  alert: {
    level: { red: 'Alerte rouge', orange: 'Alerte orange', yellow: 'Alerte jaune' } satisfies Record<ClinicalLevel, string>, unseen: 'pas encore vue', seen: (by: string, at: string) => `vue par ${by} le ${at}`, claimed: (by: string, at: string) => `prise en charge par ${by} le ${at}`, closed: (at: string) => `close le ${at}`,
    done: (what: string, by: string, at: string) => `${what} (${by}, ${at})`,
    actions: { advisedByPhone: 'conseils donnés par téléphone', notReached: 'patient non joint', videoCall: 'appel vidéo', appointment: 'rendez-vous donné', sentToEmergency: 'adressé aux urgences', treatmentPaused: 'traitement suspendu', informedOncologist: 'oncologue informé', noAction: 'sans action nécessaire' } satisfies Record<AlertAction, string>,
  },
  topics: 'Ce que le patient veut aborder', topic: 'Sujet', noTopics: 'Aucun sujet noté.', discussed: 'Abordé', yes: 'oui', no: 'non',
  symptoms: 'Symptômes des 7 derniers jours', scale: '↑ plus sévère\u00a0: de 0 à 4, seuil 3 marqué ▲', noSymptoms: 'Aucun symptôme signalé.', symptom: 'Symptôme', answer: 'Réponse', change: 'Évolution', baseline: 'Départ', composite: 'Composite', clinician: 'Grade du clinicien',
  first: 'première réponse', same: (day: string) => `inchangé depuis le ${day}`, changed: (by: string, day: string) => `${by} depuis le ${day}`, appeared: (day: string) => `apparu depuis le ${day}`, still: (day: string) => `déjà présent le ${day}`, on: (value: string, day: string) => `${value} (${day})`,
  absent: 'Absents', unanswered: 'Sans réponse', declined: 'préfère ne pas répondre', notApplicable: 'sans objet', latest: 'Dernières réponses (valeur brute la plus haute)',
  measures: 'Mesures et vie quotidienne', measure: { temperature: 'Température', weight: 'Poids', activity: 'Activité', missedDoses: 'Prises manquées', callWanted: 'Veut un appel avant', falls: 'Chutes' } satisfies Record<Measure, string>, value: 'Valeur', question: 'Question',
  weight: 'Poids', month: (percent: string, kg: string, day: string) => `${percent} en 1 mois (${kg} le ${day})`, halfYear: (percent: string, kg: string, day: string) => `${percent} en 6 mois (${kg} le ${day})`,
  reached: 'Critère phénotypique atteint', notReached: 'Critère phénotypique de perte de poids non atteint', criteria: { fivePercentInOneMonth: 'perte d’au moins 5 % en 1 mois', tenPercentInSixMonths: 'perte d’au moins 10 % en 6 mois' } satisfies Record<WeightCriterion, string>,
  limits: 'Un critère phénotypique seul n’est pas un diagnostic. IMC et poids habituel non connus ici.', others: 'Autres réponses',
  footer: (scoring: string) => `Grade composite PRO 0 à 3, calcul ${scoring}\u00a0: ce n’est pas un grade CTCAE. Les réponses sont celles du patient ; le grade du clinicien est noté à côté et ne les remplace pas.`, version: (title: string, version: string) => `${title}, version ${version}`, page: (page: number, pages: number) => `page ${page} sur ${pages}`,
}
export type PrintWords = typeof fr

const en: PrintWords = {
  title: 'Summary of symptoms', patient: 'Patient', born: 'born', visit: 'Visit of', printed: (at, by) => `Printed on ${at} by ${by}`, status: 'Identity',
  statuses: { provisional: 'provisional', retrieved: 'retrieved', validated: 'validated', qualified: 'qualified' },
  answered: 'Answers', between: 'between visits', sent: (at, by) => `sent on ${at} ${by}`, complete: (answered, asked) => `${answered} of ${asked} answered`, window: (from, to) => `7 days, ${from} to ${to}`,
  by: { patient: 'by the patient', relative: 'by somebody close', nurse: 'with the nurse, by telephone' },
  treatment: 'Treatment', none: 'not noted', cycle: (cycle, day) => `cycle ${cycle}, day ${day}`, since: (day) => `since ${day}`, nothing: 'The patient has sent no answers for this visit.',
  flags: 'Warning signs', noFlags: 'No warning sign.',
  flag: { fever: 'Fever', bleeding: 'Bleeding', confusion: 'New confusion or weakness', breathlessness: 'Severe breathlessness', chestPain: 'Chest pain', cannotDrink: 'Cannot drink', vomiting: 'Almost constant vomiting', severePain: 'Very severe pain', selfHarm: 'Thoughts of self-harm' },
  alert: {
    level: { red: 'Red alert', orange: 'Orange alert', yellow: 'Yellow alert' }, unseen: 'not seen yet', seen: (by, at) => `seen by ${by} on ${at}`, claimed: (by, at) => `taken on by ${by} on ${at}`, closed: (at) => `closed on ${at}`,
    done: (what, by, at) => `${what} (${by}, ${at})`,
    actions: { advisedByPhone: 'advice given by telephone', notReached: 'patient not reached', videoCall: 'video call', appointment: 'appointment given', sentToEmergency: 'sent to emergency', treatmentPaused: 'treatment paused', informedOncologist: 'oncologist informed', noAction: 'no action needed' },
  },
  topics: 'What the patient wants to talk about', topic: 'Topic', noTopics: 'No topic was noted.', discussed: 'Discussed', yes: 'yes', no: 'no',
  symptoms: 'Symptoms of the last 7 days', scale: '↑ more severe: from 0 to 4, threshold 3 marked ▲', noSymptoms: 'No symptom was reported.', symptom: 'Symptom', answer: 'Answer', change: 'Change', baseline: 'Baseline', composite: 'Composite', clinician: 'Clinician’s grade',
  first: 'first answer', same: (day) => `unchanged since ${day}`, changed: (by, day) => `${by} since ${day}`, appeared: (day) => `appeared since ${day}`, still: (day) => `already there on ${day}`, on: (value, day) => `${value} (${day})`,
  absent: 'Absent', unanswered: 'Not answered', declined: 'prefers not to answer', notApplicable: 'not applicable', latest: 'Latest answers (highest raw value)',
  measures: 'Measures and daily life', measure: { temperature: 'Temperature', weight: 'Weight', activity: 'Activity', missedDoses: 'Missed doses', callWanted: 'Wants a call before', falls: 'Falls' }, value: 'Value', question: 'Question',
  weight: 'Weight', month: (percent, kg, day) => `${percent} in 1 month (${kg} on ${day})`, halfYear: (percent, kg, day) => `${percent} in 6 months (${kg} on ${day})`,
  reached: 'Phenotypic criterion met', notReached: 'Phenotypic criterion of weight loss not met', criteria: { fivePercentInOneMonth: 'loss of at least 5 % in 1 month', tenPercentInSixMonths: 'loss of at least 10 % in 6 months' },
  limits: 'A phenotypic criterion alone is no diagnosis. BMI and usual weight are not known here.', others: 'Other answers',
  footer: (scoring) => `PRO composite grade 0 to 3, computed by ${scoring}: not a CTCAE grade. The answers are the patient’s; the clinician’s grade is noted beside them and does not replace them.`, version: (title, version) => `${title}, version ${version}`, page: (page, pages) => `page ${page} of ${pages}`,
}
export const printWords = { fr, en }
