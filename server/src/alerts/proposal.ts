import type { RuleSet } from '@lien/contract/alertRules'
import { redFlags } from '@lien/contract/symptoms'

/** French public holidays, as data: a site adds its own closed days, and those of the years to come. */
const holidays = [
  '2026-01-01', '2026-04-06', '2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25', '2026-07-14', '2026-08-15', '2026-11-01', '2026-11-11', '2026-12-25',
  '2027-01-01', '2027-03-29', '2027-05-01', '2027-05-06', '2027-05-08', '2027-05-17', '2027-07-14', '2027-08-15', '2027-11-01', '2027-11-11', '2027-12-25',
]

/**
 * What Lien proposes until a site's clinicians have decided (decision 0044): STAR and PRO-TECT alert on a raw answer
 * of 3 or a worsening of 2; HAS gives the loss of weight. Symptoms are named by Lien's own code and by the term's number in PRO-CTCAE.
 */
export const proposal: RuleSet = {
  rules: [
    { id: 'redFlag', level: 'red', name: { fr: 'Signe d’alerte signalé', en: 'Warning sign reported' }, when: { kind: 'redFlag', flags: [...redFlags] } },
    { id: 'breathless3', level: 'red', name: { fr: 'Essoufflement sévère', en: 'Severe breathlessness' }, when: { kind: 'raw', symptoms: ['breathlessness', '19'], attributes: ['severity'], atLeast: 3 } },
    { id: 'vomiting4', level: 'red', name: { fr: 'Vomissements presque constants', en: 'Vomiting almost constantly' }, when: { kind: 'raw', symptoms: ['vomiting', '10'], attributes: ['frequency'], atLeast: 4 } },
    { id: 'pain4', level: 'red', name: { fr: 'Douleur très sévère', en: 'Very severe pain' }, when: { kind: 'raw', symptoms: ['pain', '48'], attributes: ['severity'], atLeast: 4 } },
    { id: 'raw3', level: 'orange', name: { fr: 'Un symptôme à 3 ou plus', en: 'A symptom at 3 or more' }, when: { kind: 'raw', symptoms: null, attributes: null, atLeast: 3 } },
    { id: 'rise2', level: 'orange', name: { fr: 'Un symptôme aggravé de 2 ou plus', en: 'A symptom worse by 2 or more' }, when: { kind: 'rise', symptoms: null, attributes: null, by: 2, against: 'last' } },
    { id: 'weight5', level: 'orange', name: { fr: 'Perte de poids d’au moins 5 % en un mois', en: 'Weight loss of at least 5% in a month' }, when: { kind: 'weightLoss', percent: 5, days: 31 } },
    { id: 'weight10', level: 'orange', name: { fr: 'Perte de poids d’au moins 10 % en six mois', en: 'Weight loss of at least 10% in six months' }, when: { kind: 'weightLoss', percent: 10, days: 183 } },
    { id: 'activity3', level: 'orange', name: { fr: 'Activité très réduite, ou réduite de 2', en: 'Activity much reduced, or reduced by 2' }, when: { kind: 'activity', atLeast: 3, by: 2 } },
    { id: 'composite2', level: 'yellow', name: { fr: 'Grade composite 2 ou plus', en: 'Composite grade 2 or more' }, when: { kind: 'composite', symptoms: null, atLeast: 2 } },
    { id: 'spread1', level: 'yellow', name: { fr: 'Au moins 2 symptômes aggravés', en: 'At least 2 symptoms worse' }, when: { kind: 'spread', count: 2, by: 1, against: 'last' } },
    { id: 'missedDoses', level: 'yellow', name: { fr: 'Prises oubliées', en: 'Missed doses' }, when: { kind: 'missedDoses', atLeast: 1 } },
    { id: 'callWanted', level: 'yellow', name: { fr: 'Souhaite être appelé', en: 'Would like a call' }, when: { kind: 'callWanted' } },
  ],
  targets: { red: { kind: 'service', minutes: 240 }, orange: { kind: 'service', minutes: 540 }, yellow: { kind: 'visit' }, technical: { kind: 'visit' } },
  hours: { days: [1, 2, 3, 4, 5], from: '08:30', to: '17:30', closed: holidays },
  deputies: [], escalateAfter: 0, missingHours: 24,
}
