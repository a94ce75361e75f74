import { routerRtpCapabilities } from '@lien/contract/routerCapabilities'
import { Device } from 'mediasoup-client'
import type { types } from 'mediasoup-client'

let loading: Promise<Device> | null = null

/** The browser's media engine, ready to join: it asks the server nothing, since router capabilities are static. */
export function loadEngine(): Promise<Device> {
  loading ??= load().catch((error: unknown) => {
    loading = null
    throw error
  })
  return loading
}

async function load(): Promise<Device> {
  const device = await Device.factory()
  await device.load({ routerRtpCapabilities: routerRtpCapabilities as types.RtpCapabilities })
  return device
}
