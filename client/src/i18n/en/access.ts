import type { Office } from '../fr/office.ts'

export const access: Office['access'] = {
  passkey: 'Sign in with a passkey',
  or: 'or',
  passkeyFailed: 'The passkey did not answer, or is not known here. Try again, or use your password.',
  waitLonger: 'After five attempts, each new one waits between 30 seconds and 15 minutes. Wait, then try again.',
  expired: 'This sign-in has waited too long. Begin again with your password.',
  forgotten: 'Forgotten your password?',
  startAgain: 'Begin again',
  second: {
    title: 'Second check', passkey: 'Use my passkey', totp: 'Code from your application', totpHelp: 'Six digits, renewed every 30 seconds. Each code serves once.',
    recovery: 'Recovery code', recoveryHelp: 'One of the ten codes given at enrolment. Each serves once.', useRecovery: 'Use a recovery code', useOther: 'Back to the other method',
    confirm: 'Check', wrong: 'This check did not succeed. Wait for the next code, then try again.', wrongRecovery: 'This code does not fit, or has been used. Try another one.',
  },
  enrol: {
    title: 'Protect your account', why: 'Your establishment asks for a second check at each sign-in. Choose one; it takes a minute.',
    passkey: 'A passkey', passkeyHelp: 'This device’s fingerprint, face or code, or a security key.', totp: 'A code application', totpHelp: 'On your telephone, for example FreeOTP or Aegis.',
    scan: 'Scan this picture with the application, then type the code that it shows.', qr: 'Picture to scan with your code application', secret: 'Cannot scan? Type this key:', code: 'Six-digit code', confirm: 'Activate',
    wrong: 'This code does not match. Check the telephone’s clock and type the code shown now.', passkeyRefused: 'The passkey was not made. Try again, or choose the application.', label: 'Name of this key, if you like',
  },
  codes: { title: 'Your recovery codes', why: 'Should you lose your telephone or your key, each of these codes opens your account once. They will not be shown again: keep them safe.', copy: 'Copy', copied: 'Copied.', print: 'Print', done: 'I have kept them' },
  forgot: { title: 'Forgotten password', help: 'Type your address. If it has an account here, you will receive a message to choose a new password.', send: 'Send the message', sent: 'If this address has an account, a message has just left. It serves for one hour.', back: 'Back to sign-in' },
  welcome: {
    title: 'Choose your password', rule: 'At least 12 characters. A phrase of several words does very well.', password: 'New password', again: 'The same once more', save: 'Save',
    different: 'The two entries differ.', weak: 'This password is too short or too common. Choose a phrase of several words.', gone: 'This message has served already, or has expired. Ask for another one.', another: 'Ask for another message', done: 'Password saved. Sign in.',
  },
  factors: {
    title: 'Sign-in and security', none: 'No second check for now. With one, a stolen password is not enough to come in.', some: 'What you are asked for to sign in.',
    kinds: { totp: 'Code application', passkey: 'Passkey' }, added: (day) => `Added ${day}`, left: (n) => `${n} left.`,
    add: { totp: 'Add a code application', passkey: 'Add a passkey' }, remove: 'Remove', removeOf: (name) => `Remove: ${name}`, renew: 'Make new recovery codes', renewShort: 'Renew', renewing: 'The codes you have will not serve any more.',
    saved: 'It is saved.', removed: 'It is removed.', change: 'Change', changePassword: 'Change my password', changing: 'Your other devices will be signed out.', current: 'Current password', passwordChanged: 'Your password is changed. Your other devices are signed out.',
    password: 'Your password, to confirm', proof: 'Continue', byPasskey: 'Confirm with my passkey', wrong: 'This is not the right password. After five attempts, wait at least 30 seconds.', last: 'Your establishment asks for a second check: add another one before removing this one.',
    noPassword: 'You sign in through your establishment; there is nothing to set here.',
  },
}
