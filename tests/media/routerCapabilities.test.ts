import { createRequire } from 'node:module'
import { routerRtpCapabilities } from '@lien/contract/routerCapabilities'
import { routerCodecs } from '@lien/sfu/shapes.ts'
import type { types } from '../../sfu/node_modules/mediasoup/node/lib/index.js'
import { expect, test } from 'vitest'

// The tests depend on mediasoup only here, through the sfu that owns it.
const { createWorker } = createRequire(new URL('../../sfu/package.json', import.meta.url))('mediasoup') as { createWorker: (settings: types.WorkerSettings) => Promise<types.Worker> }

test('the router capabilities that browsers carry are those of a real router', async () => {
  const worker = await createWorker({ logLevel: 'error' })
  const router = await worker.createRouter({ mediaCodecs: routerCodecs() })
  expect(routerRtpCapabilities).toEqual(router.rtpCapabilities)
  worker.close()
})
