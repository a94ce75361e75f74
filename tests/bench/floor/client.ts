import { Device, type types } from 'mediasoup-client'
import { io } from 'socket.io-client'
import { routerRtpCapabilities } from '@lien/contract/routerCapabilities'
import { opusOptions, videoLayers } from '@lien/contract/media'

/** The bare floor: mediasoup-client and a socket, the fewest messages, no application around them. */
interface Offer { id: string; producerId: string; kind: 'audio' | 'video'; rtpParameters: types.RtpParameters }
interface Joined { send: types.TransportOptions; receive: types.TransportOptions; consumers: Offer[] }

const role = location.hash === '#waits' ? 'waits' : 'joins'
const media = navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 }, height: { ideal: 720 } }, audio: true })
const loading = Device.factory().then(async (device) => {
  await device.load({ routerRtpCapabilities: routerRtpCapabilities as types.RtpCapabilities })
  return device
})

const socket = io({ path: '/floor', transports: ['websocket'], auth: (hand) => void loading.then((device) => hand({ role, rtpCapabilities: device.recvRtpCapabilities })) })
let receive: types.Transport | null = null
let send: types.Transport | null = null

socket.on('joined', (joined: Joined) => void enter(joined))
socket.on('admitted', () => void loading.then((device) => socket.emit('join', device.recvRtpCapabilities, (joined: Joined) => void enter(joined))))
socket.on('left', () => {
  send?.close()
  receive?.close()
})
socket.on('consumer', (offer: Offer | null) => void (offer && show(offer).then(() => socket.emit('resume', [offer.id]))))

async function enter(joined: Joined): Promise<void> {
  const device = await loading
  receive = connected(device.createRecvTransport(joined.receive), 'receive')
  const out = connected(device.createSendTransport(joined.send), 'send')
  send = out
  out.on('produce', ({ kind, rtpParameters }, done) => {
    const id = crypto.randomUUID()
    socket.emit('produce', { id, kind, rtpParameters })
    done({ id })
  })
  socket.emit('resume', joined.consumers.map(({ id }) => id))
  void Promise.all(joined.consumers.map(show))
  const [video, audio] = [(await media).getVideoTracks()[0], (await media).getAudioTracks()[0]]
  if (!video || !audio) throw new Error('No fake devices.')
  if (out.closed) return
  void out.produce({ track: video, stopTracks: false, encodings: videoLayers(video.getSettings().height ?? 480) })
  void out.produce({ track: audio, stopTracks: false, codecOptions: { ...opusOptions, opusNack: true } })
}

function connected(transport: types.Transport, direction: string): types.Transport {
  transport.on('connect', ({ dtlsParameters }, done) => {
    socket.emit('connect-transport', { direction, dtlsParameters })
    done()
  })
  return transport
}

async function show(offer: Offer): Promise<void> {
  const consumer = await receive?.consume(offer)
  if (!consumer) return
  const element = document.createElement(offer.kind)
  element.autoplay = true
  element.srcObject = new MediaStream([consumer.track])
  document.body.append(element)
  if (element instanceof HTMLVideoElement) element.requestVideoFrameCallback(() => performance.mark('lien:first-remote-frame'))
}
