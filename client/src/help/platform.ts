import { inAppOf } from './inApp.ts'

export const platforms = ['chromeAndroid', 'chromeDesktop', 'edge', 'safariIos', 'chromeIos', 'safariMac', 'firefox', 'firefoxAndroid', 'samsung', 'inApp', 'other'] as const
export type Platform = (typeof platforms)[number]

/** Which instructions fit this browser. `touch` tells an iPad, which says it is a Mac. */
export function platformOf(userAgent: string, touch: boolean): Platform {
  if (inAppOf(userAgent)) return 'inApp'
  const ios = /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes('Macintosh') && touch)
  const android = userAgent.includes('Android')
  if (ios) return userAgent.includes('CriOS') ? 'chromeIos' : 'safariIos'
  if (userAgent.includes('Firefox/')) return android ? 'firefoxAndroid' : 'firefox'
  if (userAgent.includes('SamsungBrowser')) return 'samsung'
  if (userAgent.includes('Edg/')) return 'edge'
  if (userAgent.includes('Chrome/')) return android ? 'chromeAndroid' : 'chromeDesktop'
  return userAgent.includes('Safari/') ? 'safariMac' : 'other'
}

export const platform = (): Platform => platformOf(navigator.userAgent, navigator.maxTouchPoints > 1)
