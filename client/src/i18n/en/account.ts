import type { Office } from '../fr/office.ts'

export const account: Office['account'] = {
  link: 'My account',
  title: 'My account',
  over: {
    signedOut: 'You are signed out.',
    endedElsewhere: 'You were signed out from another of your devices. If it was not you, sign in again and change your password.',
    endedByAdministrator: 'An administrator ended your session. Sign in again; if that does not work, call them.',
    credentialsChanged: 'Your password or another way to sign in has changed. Sign in again.',
    sessionReused: 'Your session was closed for safety: it seemed to be used in two places. Sign in again; if it happens again, tell your administrator.',
    sessionReplaced: 'Somebody signed in with this browser. Sign in again to go on.',
    sessionExpired: 'Your session has reached its longest duration. Sign in again to go on.',
  },
  messages: {
    title: 'My messages',
    lead: (address) => `Lien writes to you at ${address}.`,
    saved: 'Saved.',
  },
  devices: {
    title: 'My devices',
    lead: 'The devices you are signed in on. Sign out those that you do not recognise or no longer use.',
    name: (browser, system) => `${browser} on ${system}`,
    unknown: 'Unknown device',
    here: 'This device',
    seen: (ago) => (ago === null ? 'Active now' : `Active ${ago}`),
    since: (day, time) => `Signed in on ${day} at ${time}`,
    end: 'Sign out',
    endOf: (name) => `Sign out ${name}`,
    ended: (name) => `${name}: signed out.`,
    endOthers: 'Sign out the other devices',
    othersEnded: 'The other devices are signed out.',
    alone: 'You are not signed in anywhere else.',
  },
}
