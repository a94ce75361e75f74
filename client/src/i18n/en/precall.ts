import type { precall as french } from '../fr/precall.ts'

const apps: Record<Parameters<typeof french.inApp.lead>[0], string> = {
  messenger: 'Messenger', facebook: 'Facebook', instagram: 'Instagram', whatsapp: 'WhatsApp', telegram: 'Telegram', tiktok: 'TikTok', snapchat: 'Snapchat', linkedin: 'LinkedIn',
  x: 'X', line: 'Line', wechat: 'WeChat', gmail: 'Gmail', google: 'the Google app', outlook: 'Outlook', other: 'another app',
}

export const precall: typeof french = {
  wake: 'Bring the sound back',
  hearing: 'Do you hear the three notes?',
  heard: 'Yes, I hear them',
  notHeard: 'No, nothing',
  again: 'Play the sound again',
  silent: {
    title: 'You hear nothing',
    steps: ['Turn up the volume of your device.', 'On an iPhone, check the silent switch on its side.', 'Unplug headphones, or switch off Bluetooth earphones.'],
    now: 'I hear it now',
    goOn: 'Continue anyway',
  },
  wait: { title: 'One moment', body: 'We are trying your connection. It takes less than 15 seconds.' },
  results: {
    ready: { title: 'Everything works', next: 'On the day, open the same link on this device.' },
    untried: { title: 'Camera and sound work', next: 'We could not try your connection. Please test again later.' },
    weakNetwork: { title: 'Your connection is a little weak', next: 'Your voice will get through, the picture may stop. Move closer to your router or change network, then test again.' },
    badNetwork: { title: 'Your connection is too weak', next: 'Your voice would break up. Move closer to your router, or change network (Wi-Fi or 4G), then test again.' },
    noNetwork: { title: 'Your network blocks video calls', next: 'Switch from Wi-Fi to 4G, or from 4G to Wi-Fi, then test again.' },
    noCamera: { title: 'The sound works, the camera does not', next: 'The consultation can take place without a picture. For the camera, test again or call the ward.' },
    notHeard: { title: 'You do not hear the sound', next: 'Try with headphones or on another device, then test again.' },
    noMicrophone: { title: 'The microphone does not work', next: 'The doctor would not hear you. Test again, try another device, or call the ward.' },
  },
  retry: 'Test again',
  done: 'Done',
  told: 'The ward sees this result.',
  inApp: {
    title: 'Open this page in your browser',
    lead: (app) => `You are in ${apps[app]}. Camera and microphone do not always work there.`,
    ios: ['Touch the menu (⋯ or the share icon).', 'Choose “Open in Safari” or “Open in browser”.'],
    android: ['Touch the menu (⋮ or ⋯) at the top.', 'Choose “Open in Chrome” or “Open in browser”.'],
    or: 'Or copy the link and paste it at the top of your browser.',
    copy: 'Copy the link',
    copied: 'Link copied. Open your browser and paste it.',
    byHand: 'Your link, to be copied',
    stay: 'Continue here anyway',
  },
}
