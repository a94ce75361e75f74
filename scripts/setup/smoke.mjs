// Trust in a worker: an independent WebRTC peer completes ICE and a DTLS handshake with it. Usage: node smoke.mjs WORKER. Ends with 0, or 1 and the reason as its last line.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const from = (/** @type {string} */ folder) => createRequire(join(root, folder, 'package.json'))
const mediasoup = from('sfu')('mediasoup')
const { PeerConnection } = from('tests')('node-datachannel')

/** @param {string} workerBin */
async function call(workerBin) {
  const worker = await mediasoup.createWorker({ workerBin, logLevel: 'error' })
  const died = new Promise((_, reject) => worker.once('died', () => reject(new Error('the worker died during the handshake'))))
  const router = await worker.createRouter()
  const transport = await router.createWebRtcTransport({
    listenInfos: [{ protocol: 'udp', ip: '127.0.0.1' }],
    enableSctp: true,
  })
  const peer = new PeerConnection('smoke', { iceServers: [], bindAddress: '127.0.0.1', disableAutoNegotiation: false })
  const late = new AbortController()
  try {
    await Promise.race([
      handshake(peer, transport),
      died,
      sleep(8_000, undefined, { signal: late.signal }).then(() => {
        throw new Error('no DTLS handshake within 8 s')
      }),
    ])
    await sleep(100) // a worker that crashes does so just after its first record
    if (worker.died || worker.closed) throw new Error('the worker died after the handshake')
  } finally {
    late.abort()
    died.catch(() => undefined)
    peer.close()
    worker.close()
  }
}

/** @param {any} peer @param {any} transport */
async function handshake(peer, transport) {
  const connected = new Promise((resolve, reject) => {
    transport.on('dtlsstatechange', (/** @type {string} */ state) => {
      if (state === 'connected') resolve(undefined)
      if (state === 'failed' || state === 'closed') reject(new Error(`DTLS ${state}`))
    })
  })
  peer.createDataChannel('smoke')
  const offer = peer.localDescription()?.sdp ?? ''
  const [, algorithm = 'sha-256', value = ''] = /a=fingerprint:(\S+) (\S+)/.exec(offer) ?? []
  await transport.connect({ dtlsParameters: { role: 'client', fingerprints: [{ algorithm: algorithm.toLowerCase(), value }] } })
  peer.setRemoteDescription(answer(transport, offer), 'answer')
  await connected
}

/** @param {any} transport @param {string} offer */
function answer({ iceParameters, iceCandidates, dtlsParameters, sctpParameters }, offer) {
  const print = dtlsParameters.fingerprints.find((/** @type {any} */ f) => f.algorithm === 'sha-256')
  return [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'a=ice-lite',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 127.0.0.1',
    `a=mid:${/a=mid:(\S+)/.exec(offer)?.[1] ?? '0'}`,
    'a=sendrecv',
    'a=setup:passive',
    `a=ice-ufrag:${iceParameters.usernameFragment}`,
    `a=ice-pwd:${iceParameters.password}`,
    `a=fingerprint:sha-256 ${print.value}`,
    `a=sctp-port:${sctpParameters.port}`,
    `a=max-message-size:${sctpParameters.maxMessageSize}`,
    ...iceCandidates.map((/** @type {any} */ c) => `a=candidate:${c.foundation} 1 udp ${c.priority} ${c.address ?? c.ip} ${c.port} typ ${c.type}`),
    'a=end-of-candidates',
    '',
  ].join('\r\n')
}

try {
  await call(process.argv[2] ?? '')
  process.exit(0) // without the library's cleanup(), which now and then crashes Node 24
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exit(1)
}
