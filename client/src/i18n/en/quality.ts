import type { QualityWords } from '../fr/quality.ts'

export const quality: QualityWords = {
  weak: {
    out: 'Your network is weak: your picture is stopped so that your voice gets through. You can be heard; the picture will come back by itself.',
    in: 'Your network is weak: pictures are stopped so that the voice gets through. They will come back by themselves.',
    both: 'Your network is weak: pictures are stopped both ways so that the voice gets through. They will come back by themselves.',
  },
  theirs: { weak: 'their network is weak, the voice goes on', microphoneLost: 'their microphone does not respond', cameraLost: 'their camera does not respond' },
  picturesStopped: 'picture stopped, the voice goes on',
  away: {
    microphone: 'Your microphone is held by another application or a telephone call: you cannot be heard.',
    camera: 'Your camera is held by another application: you cannot be seen, the voice goes on.',
  },
  gone: {
    microphone: 'Your microphone has stopped: you cannot be heard. It may be unplugged, or taken by another application.',
    camera: 'Your camera has stopped: you cannot be seen, the voice goes on. It may be unplugged, or taken by another application.',
  },
  resume: { microphone: 'Use the microphone again', camera: 'Use the camera again' },
  sound: 'Bring the sound back',
  title: 'Quality of the call',
  verdicts: { good: 'Your connection is good.', weak: 'Your network is weak.', server: 'The server is out of reach; we are calling it again.', microphone: 'Your microphone does not respond.', broken: 'The connection is broken; we are reconnecting you.', none: 'Measuring…' },
  others: { good: 'good connection', weak: 'weak network', microphone: 'microphone lost', away: 'reconnecting' },
  details: 'Measures',
  measures: {
    sent: 'Voice lost on the way out', received: 'Voice lost on the way in', concealed: 'Sound made up', roundTrip: 'There and back', jitter: 'Irregularity', rates: 'Sent / received', frames: 'Pictures received per second',
  },
}
