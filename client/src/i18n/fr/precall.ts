import type { InApp } from '../../help/inApp.ts'
import type { Outcome } from '../../visit/verdict.ts'

const apps: Record<InApp, string> = {
  messenger: 'Messenger', facebook: 'Facebook', instagram: 'Instagram', whatsapp: 'WhatsApp', telegram: 'Telegram', tiktok: 'TikTok', snapchat: 'Snapchat', linkedin: 'LinkedIn',
  x: 'X', line: 'Line', wechat: 'WeChat', gmail: 'Gmail', google: 'l’application Google', outlook: 'Outlook', other: 'une autre application',
}
const results: Record<Outcome, { title: string; next: string }> = {
  ready: { title: 'Tout fonctionne', next: 'Le jour du rendez-vous, ouvrez le même lien, sur cet appareil.' },
  untried: { title: 'Caméra et son fonctionnent', next: 'Nous n’avons pas pu essayer votre connexion. Refaites l’essai plus tard.' },
  weakNetwork: { title: 'Votre connexion est un peu faible', next: 'La voix passera, l’image peut se couper. Rapprochez-vous de votre box, ou changez de réseau, puis refaites l’essai.' },
  badNetwork: { title: 'Votre connexion est trop faible', next: 'La voix serait coupée. Rapprochez-vous de votre box, ou changez de réseau (Wi-Fi ou 4G), puis refaites l’essai.' },
  noNetwork: { title: 'Votre réseau bloque les appels vidéo', next: 'Passez du Wi-Fi à la 4G, ou de la 4G au Wi-Fi, puis refaites l’essai.' },
  noCamera: { title: 'Le son fonctionne, pas la caméra', next: 'La consultation reste possible sans image. Pour la caméra, refaites l’essai, ou appelez le service.' },
  notHeard: { title: 'Vous n’entendez pas le son', next: 'Essayez avec un casque, ou sur un autre appareil, puis refaites l’essai.' },
  noMicrophone: { title: 'Le micro ne fonctionne pas', next: 'Le médecin ne vous entendrait pas. Refaites l’essai, essayez un autre appareil, ou appelez le service.' },
}

/** Words of the test before the call. */
export const precall = {
  wake: 'Reprendre le son',
  hearing: 'Entendez-vous les trois notes\u00a0?',
  heard: 'Oui, j’entends',
  notHeard: 'Non, rien',
  again: 'Rejouer le son',
  silent: {
    title: 'Vous n’entendez rien',
    steps: ['Montez le volume de l’appareil.', 'Sur un iPhone, vérifiez le bouton «\u00a0silence\u00a0» sur le côté.', 'Débranchez le casque, ou éteignez les écouteurs Bluetooth.'],
    now: 'J’entends maintenant',
    goOn: 'Continuer quand même',
  },
  wait: { title: 'Un instant', body: 'Nous essayons votre connexion. Cela prend moins de 15 secondes.' },
  results,
  retry: 'Refaire l’essai',
  done: 'Terminer',
  told: 'Le service voit ce résultat.',
  inApp: {
    title: 'Ouvrez cette page dans votre navigateur',
    lead: (app: InApp) => `Vous êtes dans ${apps[app]}. La caméra et le micro n’y fonctionnent pas toujours.`,
    ios: ['Touchez le menu (⋯ ou l’icône de partage).', 'Choisissez «\u00a0Ouvrir dans Safari\u00a0» ou «\u00a0Ouvrir dans le navigateur\u00a0».'],
    android: ['Touchez le menu (⋮ ou ⋯), en haut.', 'Choisissez «\u00a0Ouvrir dans Chrome\u00a0» ou «\u00a0Ouvrir dans le navigateur\u00a0».'],
    or: 'Ou copiez le lien, puis collez-le en haut de votre navigateur.',
    copy: 'Copier le lien',
    copied: 'Lien copié. Ouvrez votre navigateur et collez-le.',
    byHand: 'Votre lien, à copier',
    stay: 'Continuer ici quand même',
  },
}
