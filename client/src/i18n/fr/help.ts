import type { DeviceFailure } from '../../call/deviceFailure.ts'
import type { Platform } from '../../help/platform.ts'

const failures: Record<DeviceFailure, { camera: string; microphone: string; both: string }> = {
  denied: { camera: 'Le navigateur n’a pas accès à la caméra', microphone: 'Le navigateur n’a pas accès au micro', both: 'Le navigateur n’a pas accès à la caméra ni au micro' },
  absent: { camera: 'Nous ne trouvons pas de caméra', microphone: 'Nous ne trouvons pas de micro', both: 'Nous ne trouvons ni caméra ni micro' },
  busy: { camera: 'La caméra est prise par une autre application', microphone: 'Le micro est pris par une autre application', both: 'La caméra et le micro sont pris par une autre application' },
  unsupported: { camera: 'Ce navigateur ne permet pas la vidéo', microphone: 'Ce navigateur ne permet pas le son', both: 'Ce navigateur ne permet pas les appels vidéo' },
}

const denied: Record<Platform, readonly string[]> = {
  chromeAndroid: ['Touchez l’icône à gauche de l’adresse, en haut.', 'Touchez « Autorisations ».', 'Activez « Appareil photo » et « Micro », puis touchez « Réessayer » ici.'],
  chromeDesktop: ['Cliquez sur l’icône à gauche de l’adresse, en haut.', 'Activez « Caméra » et « Micro ».', 'Cliquez sur « Réessayer » ici.'],
  edge: ['Cliquez sur le cadenas à gauche de l’adresse, en haut.', 'Choisissez « Autoriser » pour « Caméra » et « Microphone ».', 'Cliquez sur « Réessayer » ici.'],
  safariIos: ['Touchez l’icône à côté de l’adresse (« aA » ou page), puis « Réglages du site web ».', 'Choisissez « Autoriser » pour « Appareil photo » et « Micro ».', 'Touchez « Réessayer » ici.'],
  chromeIos: ['Ouvrez l’app Réglages de votre appareil, puis « Chrome ».', 'Activez « Appareil photo » et « Micro ».', 'Revenez ici et touchez « Réessayer ».'],
  safariMac: ['Dans le menu Safari, choisissez « Réglages pour ce site web ».', 'Choisissez « Autoriser » pour « Caméra » et « Micro ».', 'Cliquez sur « Réessayer » ici.'],
  firefox: ['Cliquez sur l’icône de caméra barrée, à gauche de l’adresse.', 'Retirez le blocage de la caméra et du micro.', 'Cliquez sur « Réessayer » ici, puis sur « Autoriser ».'],
  firefoxAndroid: ['Touchez le cadenas à gauche de l’adresse.', 'Autorisez « Caméra » et « Microphone ».', 'Touchez « Réessayer » ici.'],
  samsung: ['Touchez le cadenas à gauche de l’adresse, puis « Autorisations ».', 'Autorisez « Caméra » et « Micro ».', 'Touchez « Réessayer » ici.'],
  inApp: ['Cette page est ouverte dans une autre application, qui bloque la caméra.', 'Ouvrez le menu (⋯ ou ⋮) et choisissez « Ouvrir dans le navigateur ».'],
  other: ['Ouvrez les réglages du navigateur pour ce site.', 'Autorisez la caméra et le micro.', 'Puis réessayez ici.'],
}

export const help = {
  failures, denied,
  absent: ['Vérifiez que l’appareil est bien branché.', 'Sur un ordinateur, vérifiez que le cache de la caméra est ouvert.', 'Puis réessayez.'],
  busy: ['Fermez les autres applications de vidéo ou d’appel (Zoom, Teams, WhatsApp…).', 'Puis réessayez.'],
  unsupported: ['Mettez à jour votre navigateur, ou ouvrez votre lien dans Chrome, Safari, Firefox ou Edge.', 'Vous pouvez aussi utiliser un autre appareil.'],
  audioOnly: 'Sans caméra, la consultation reste possible : le médecin vous entendra.',
  noSound: 'Sans micro, le médecin ne vous entendra pas. Vous pourrez lui écrire, ou appeler le service.',
}
