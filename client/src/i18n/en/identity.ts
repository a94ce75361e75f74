import type { Office } from '../fr/office.ts'

export const identity: Office['identity'] = {
  title: 'Patient’s identity',
  toCheck: 'Identity to be checked',
  show: 'See the identity and the check',
  later: 'To be checked as soon as the patient is in the call.',
  checked: (name, time) => `Identity checked by ${name} at ${time}.`,
  traits: {
    birthName: 'Birth name', givenName: 'First given name', givenNames: 'Given names', usedName: 'Name used', usedGivenName: 'Given name used',
    sex: 'Sex', birthDate: 'Born', birthPlace: 'Birth place', ins: 'INS', status: 'Identity',
  },
  sexes: { F: 'female', M: 'male', I: 'not determined' },
  statuses: { provisional: 'provisional', retrieved: 'retrieved', validated: 'validated', qualified: 'qualified' },
  systems: { nir: 'NIR', nia: 'NIA', test: 'test', demo: 'demonstration' },
  documents: { identityCard: 'Identity card', passport: 'Passport', residencePermit: 'Residence permit', vitaleApp: 'Vitale card app', other: 'Another document', knownToProfessional: 'Known to the professional, no document' },
  noIns: 'no INS',
  place: { code: (code) => `INSEE code ${code}`, abroad: (code) => `abroad (${code})`, unknown: 'unknown' },
  form: {
    lead: 'Ask the patient to show an identity document, then where they are.',
    match: 'These are the person’s own traits.',
    doubt: 'In doubt? Leave it unticked, and tell the secretary.',
    document: 'Document shown', choose: 'Choose…',
    place: 'Where is the patient now?', placeHint: 'Full address, floor, entry code: for sending help.',
    callback: 'Number to call back',
    confirm: 'Record the check',
    wrongPhone: 'Nobody can be called back on this number. Write it in full, with the country code if it is foreign.',
  },
  correct: 'Correct the check',
  seen: 'Document', where: 'Place of the call', phone: 'Call back',
  callBack: (number) => `Call back ${number}`,
}
