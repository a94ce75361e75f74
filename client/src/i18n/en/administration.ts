import type { Office } from '../fr/office.ts'

export const administration: Office['administration'] = {
  title: 'Administration', never: '—', open: 'Open administration',
  roles: { oncologist: 'oncologist', coordinatingNurse: 'coordinating nurse', townNurse: 'community nurse', townPhysician: 'community physician', secretary: 'secretary', administrator: 'administrator', auditor: 'auditor' },
  reasons: { emergency: 'Emergency', replacement: 'Standing in for a colleague', continuity: 'Continuity of care', patientRequest: 'Patient’s request', other: 'Other reason' },
  only: 'This page is for administrators and auditors.',
  sections: { establishment: 'Establishment', services: 'Services', staff: 'Professionals', import: 'Import', links: 'Links in force', sessions: 'Signed-in devices', outbox: 'Messages sent', accesses: 'Access from outside the team' },
  save: 'Save', saved: 'Saved.',
  conflict: 'This name, address or number already exists.', lastAdministrator: 'This is the establishment’s last administrator: name another one first.',
  importWrong: 'The file still has lines to correct. Nobody was added.', timeZoneUnknown: 'This time zone does not exist.', invalid: 'Check what you wrote, then try again.',
  establishment: { name: 'Name', phone: 'Telephone shown to patients', timeZone: 'Time zone', finess: 'FINESS number', fixed: 'It is not changed here.' },
  patientFactor: {
    title: 'How patients enter', lead: 'A link alone is not enough to enter: it can be forwarded or stolen.', legend: 'On a new device the patient also gives', save: 'Save this choice',
    choices: { code: 'a code sent to their number or address (recommended)', birthDate: 'their birth date, which relatives know too' },
  },
  services: {
    empty: 'No service yet. Create the first: its members are the treating team of its consultations.', name: 'Service name', members: 'Team', state: 'State', opened: 'open', closed: 'closed', actions: 'Actions',
    create: 'Create a service', rename: 'Rename', close: 'Close', renameOf: (name) => `Rename ${name}`, closeOf: (name) => `Close ${name}`,
    closing: 'No new consultation will be planned in it and nobody will join it. The team keeps its current consultations.', nobody: 'nobody',
  },
  staff: {
    empty: 'Nobody yet.', name: 'Name', mail: 'E-mail address', role: 'Role', rpps: 'RPPS number', rppsHelp: '11 digits; empty for whoever has none.', specialty: 'Specialty', services: 'Services', state: 'State', actions: 'Actions',
    active: 'open', disabled: 'closed', add: 'Add a person', change: 'Change', disable: 'Close the account', enable: 'Reopen the account',
    changeOf: (name) => `Change ${name}`, disableOf: (name) => `Close the account of ${name}`, enableOf: (name) => `Reopen the account of ${name}`,
    disabling: 'The person will be signed out everywhere and can no longer sign in.', enabling: 'The person will be able to sign in again.',
  },
  import: {
    intro: 'A CSV file with one line a person. The columns service and specialite may be missing; the separator is ; or ,', columnsAre: 'Columns', columns: { rpps: 'rpps', nom: 'nom', prenom: 'prenom', mail: 'mail', role: 'role', service: 'service', specialite: 'specialite' }, file: 'CSV file', paste: 'Content of the file', pasteHelp: 'You can correct the lines here.',
    check: 'Check', run: (n) => (n === 1 ? 'Add 1 person' : `Add ${n} people`), line: 'Line', person: 'Person', verdict: 'Result',
    new: 'to add', known: 'has an account already, left as it is', wrong: 'to correct',
    problems: {
      rppsMissing: 'The RPPS number is missing: a physician has one.', rppsDigits: 'The RPPS number must have 11 digits.', rppsKey: 'The RPPS number has a typing mistake: its key is wrong.',
      rppsTwice: 'This RPPS number is on another line already.', rppsOther: 'This RPPS number and this address belong to two different people.', nameMissing: 'The family name is missing.', givenNameMissing: 'The given name is missing.',
      mailMissing: 'The e-mail address is missing.', mailMalformed: 'The e-mail address is not well written.', mailTwice: 'This address is on another line already.',
      roleMissing: 'The role is missing.', roleUnknown: 'This role does not exist here.', serviceUnknown: 'This service does not exist, or is closed. Create it first.', tooLong: 'A text is too long.',
    },
    missing: (names) => `These columns are missing: ${names}.`, unreadable: 'This file cannot be read as CSV: a quotation mark is not closed.', nothing: 'This file has no line.',
    wrongCount: (n) => (n === 1 ? '1 line to correct. Nothing will be added before.' : `${n} lines to correct. Nothing will be added before.`), ready: (n) => (n === 0 ? 'Everybody has an account already.' : 'The file is good.'),
    done: (n) => (n === 1 ? '1 person added.' : `${n} people added.`), tooLarge: 'This file is too large: send it in parts of 400 lines.', confirm: 'The accounts will be opened all at once. Nobody can sign in before they have answered their invitation.',
  },
  links: {
    empty: 'No link in force.', hour: 'Consultation', seat: 'Seat', service: 'Service', state: 'State', expires: 'Expires', actions: 'Actions', opened: 'opened', unopened: 'not opened yet',
    revoke: 'Revoke', revokeOf: (seat, hour) => `Revoke the link: ${seat}, ${hour}`, revoking: 'The person can no longer enter with this link; if they are here, they will be shown out.',
  },
  sessions: {
    empty: 'Nobody is signed in.', who: 'Who', device: 'Device', since: 'Signed in', seen: 'Seen', now: 'at this moment', actions: 'Actions',
    endOf: (name, device) => `Sign ${name} out: ${device}`, ending: 'The pages open on this device close within seconds, and the call if there is one. The person can sign in again with their password.',
  },
  outbox: {
    lead: 'Text messages, mails and voice calls sent by Lien. Those that wait for your decision come first.', empty: 'No message.', refresh: 'Refresh', to: 'To', what: 'Message', at: 'Asked for', state: 'State', actions: 'Actions',
    channels: { sms: 'Text message', mail: 'Mail', voice: 'Voice call' },
    templates: { link: 'Consultation link', linkAgain: 'Link sent again', code: 'One-time code', invitation: 'Invitation', passwordReset: 'New password' },
    states: { queued: 'waiting', claimed: 'being sent', handing: 'being sent', sent: 'sent', failed: 'not sent', uncertain: 'perhaps arrived' },
    errors: {
      noChannel: 'this way of sending is not set up', unreachable: 'the sending server does not answer', timeout: 'the sending server was too slow', refused: 'refused for now', recipientRefused: 'this address does not exist',
      credentialsRefused: 'the sending server refuses our password', tlsFailed: 'the connection to the sending server is not safe', unreadable: 'sealed by a lost key', expired: 'too late to be of use', interrupted: 'interrupted while being sent',
    },
    next: (at) => `next try ${at}`, retry: 'Send again', confirm: 'Has arrived',
    retryOf: (to) => `Send again: ${to}`, confirmOf: (to) => `Has arrived: ${to}`,
    retrying: 'The message leaves again at once.', retryingDoubt: 'The message may have arrived already: the person could receive it twice.', confirming: 'The person told you that they have it. It will not be sent any more.',
  },
  accesses: { empty: 'Nobody has opened a consultation from outside its team.', who: 'Who', consultation: 'Consultation', reason: 'Reason', at: 'Opened', until: 'Until', text: 'Explanation' },
  glass: {
    find: 'Consultation outside my team', title: 'Open a consultation outside my team', warning: 'This access is exceptional. The team will see it; it is traced and reviewed.',
    birthName: 'Exact birth name', birthDate: 'Birth date', search: 'Search', none: 'No consultation for this name and date.', pick: 'Consultation', reason: 'Reason', explanation: 'In a few words', explanationHelp: '10 to 300 characters. Read by the auditor only.',
    open: 'Open for 4 hours', already: 'This consultation is in your list already, or can no longer be reached.',
    notice: (name, reason, at, until) => `Opened from outside the team by ${name} at ${at}, until ${until}: ${reason.toLowerCase()}.`, mine: (until) => `Exceptional access until ${until}`, held: (name) => `with ${name}`,
    messages: 'Read the messages', noMessages: 'No message.', notSeated: { title: 'You are not in this call', body: 'You can follow this consultation in the list, without a place in the call.' },
  },
}
