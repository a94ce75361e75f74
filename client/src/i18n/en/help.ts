import type { Catalogue } from '../fr/index.ts'

export const help: Catalogue['help'] = {
  failures: {
    denied: { camera: 'The browser may not use the camera', microphone: 'The browser may not use the microphone', both: 'The browser may not use the camera nor the microphone' },
    absent: { camera: 'We find no camera', microphone: 'We find no microphone', both: 'We find neither camera nor microphone' },
    busy: { camera: 'Another application is using the camera', microphone: 'Another application is using the microphone', both: 'Another application is using the camera and the microphone' },
    unsupported: { camera: 'This browser cannot do video', microphone: 'This browser cannot do sound', both: 'This browser cannot do video calls' },
  },
  denied: {
    chromeAndroid: ['Touch the icon to the left of the address, at the top.', 'Touch “Permissions”.', 'Turn on “Camera” and “Microphone”, then touch “Try again” here.'],
    chromeDesktop: ['Click the icon to the left of the address, at the top.', 'Turn on “Camera” and “Microphone”.', 'Click “Try again” here.'],
    edge: ['Click the padlock to the left of the address, at the top.', 'Choose “Allow” for “Camera” and “Microphone”.', 'Click “Try again” here.'],
    safariIos: ['Touch the icon beside the address (“aA” or a page), then “Website Settings”.', 'Choose “Allow” for “Camera” and “Microphone”.', 'Touch “Try again” here.'],
    chromeIos: ['Open your device’s Settings app, then “Chrome”.', 'Turn on “Camera” and “Microphone”.', 'Come back here and touch “Try again”.'],
    safariMac: ['In the Safari menu, choose “Settings for This Website”.', 'Choose “Allow” for “Camera” and “Microphone”.', 'Click “Try again” here.'],
    firefox: ['Click the crossed-out camera icon, to the left of the address.', 'Remove the block on the camera and the microphone.', 'Click “Try again” here, then “Allow”.'],
    firefoxAndroid: ['Touch the padlock to the left of the address.', 'Allow “Camera” and “Microphone”.', 'Touch “Try again” here.'],
    samsung: ['Touch the padlock to the left of the address, then “Permissions”.', 'Allow “Camera” and “Microphone”.', 'Touch “Try again” here.'],
    inApp: ['This page is open inside another application, which blocks the camera.', 'Open the menu (⋯ or ⋮) and choose “Open in browser”.'],
    other: ['Open the browser’s settings for this site.', 'Allow the camera and the microphone.', 'Then try again here.'],
  },
  absent: ['Plug it in, or check the plug.', 'On a computer, check that the camera’s cover is open.', 'Then try again.'],
  busy: ['Close other video or call applications (Zoom, Teams, WhatsApp…).', 'Then try again.'],
  unsupported: ['Update your browser, or open your link in Chrome, Safari, Firefox or Edge.', 'You may also use another device.'],
  audioOnly: 'The consultation is possible without a camera: the doctor will hear you.',
  noSound: 'Without a microphone, the doctor will not hear you. You can write, or call the ward.',
}
