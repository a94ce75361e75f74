/** Applications whose own little browser opens links, and often has no camera. */
export const inApps = ['messenger', 'facebook', 'instagram', 'whatsapp', 'telegram', 'tiktok', 'snapchat', 'linkedin', 'x', 'line', 'wechat', 'gmail', 'google', 'outlook', 'other'] as const
export type InApp = (typeof inApps)[number]

/** The first that fits: Messenger also says that it is of Facebook's. */
const marks: readonly (readonly [Exclude<InApp, 'other'>, RegExp])[] = [
  ['messenger', /FBAN\/Messenger|Orca-Android|MessengerLite|FB_IAB\/MESSENGER/], ['instagram', /Instagram/], ['facebook', /FBAN|FBAV|FB_IAB/], ['whatsapp', /WhatsApp/], ['telegram', /Telegram/],
  ['tiktok', /musical_ly|BytedanceWebview|trill_/], ['snapchat', /Snapchat/], ['linkedin', /LinkedInApp/], ['x', /Twitter for/], ['line', /\bLine\//], ['wechat', /MicroMessenger/],
  ['gmail', /Gmail/], ['google', /\bGSA\//], ['outlook', /Outlook-(iOS|Android)|OutlookMobile/],
]

/**
 * Which application has opened the page in a browser of its own; null for a real one. Android says `; wv` of a page
 * inside an application; on an iPhone every real browser says `Safari/`.
 */
export function inAppOf(userAgent: string): InApp | null {
  const named = marks.find(([, mark]) => mark.test(userAgent))?.[0]
  if (named) return named
  const embedded = /; wv\)/.test(userAgent) || (/\((?:iPhone|iPad|iPod)/.test(userAgent) && userAgent.includes('AppleWebKit') && !userAgent.includes('Safari/'))
  return embedded ? 'other' : null
}

export const isAndroid = (userAgent: string): boolean => userAgent.includes('Android')
