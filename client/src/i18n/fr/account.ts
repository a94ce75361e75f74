import type { SessionEnding } from '@lien/contract/sessions'

const over: Record<SessionEnding, string> = {
  signedOut: 'Vous êtes déconnecté.',
  endedElsewhere: 'Vous avez été déconnecté depuis un autre de vos appareils. Si ce n’était pas vous, reconnectez-vous et changez votre mot de passe.',
  endedByAdministrator: 'Un administrateur a mis fin à votre session. Reconnectez-vous\u00a0; si cela ne fonctionne pas, appelez-le.',
  credentialsChanged: 'Votre mot de passe ou votre moyen de connexion a changé. Reconnectez-vous.',
  sessionReused: 'Par sécurité, votre session a été fermée\u00a0: elle semblait utilisée à deux endroits. Reconnectez-vous\u00a0; si cela recommence, prévenez votre administrateur.',
  sessionReplaced: 'Quelqu’un s’est connecté dans ce navigateur. Reconnectez-vous pour reprendre.',
  sessionExpired: 'Votre session a atteint sa durée maximale. Reconnectez-vous pour continuer.',
}

export const account = {
  link: 'Mon compte',
  title: 'Mon compte',
  over,
  messages: {
    title: 'Mes messages',
    lead: (address: string) => `Lien vous écrit à ${address}.`,
    saved: 'C’est enregistré.',
  },
  devices: {
    title: 'Mes appareils',
    lead: 'Les appareils où vous êtes connecté. Déconnectez ceux que vous ne reconnaissez pas ou n’utilisez plus.',
    name: (browser: string, system: string) => `${browser} sur ${system}`,
    unknown: 'Appareil inconnu',
    here: 'Cet appareil',
    seen: (ago: string | null) => (ago === null ? 'Actif en ce moment' : `Actif ${ago}`),
    since: (day: string, time: string) => `Connecté ${day} à ${time}`,
    end: 'Déconnecter',
    endOf: (name: string) => `Déconnecter ${name}`,
    ended: (name: string) => `${name}\u00a0: déconnecté.`,
    endOthers: 'Déconnecter les autres appareils',
    othersEnded: 'Les autres appareils sont déconnectés.',
    alone: 'Vous n’êtes connecté nulle part ailleurs.',
  },
}
