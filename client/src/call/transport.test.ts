import { EventEmitter } from 'node:events'
import type { types } from 'mediasoup-client'
import { expect, test } from 'vitest'
import { statsOf, trafficOver } from './transport.ts'

function transport(getStats: () => Promise<RTCStatsReport>): { observer: EventEmitter; as: types.Transport } {
  const observer = new EventEmitter()
  return { observer, as: { observer, getStats } as unknown as types.Transport }
}
const report = new Map<string, object>([
  ['P', { type: 'candidate-pair', bytesSent: 10, bytesReceived: 20 }],
  ['Q', { type: 'candidate-pair', bytesSent: 1 }],
  ['I', { type: 'inbound-rtp', bytesReceived: 400 }],
]) as RTCStatsReport

test('the bytes of a transport are those of its pairs of candidates', async () => {
  const { as, observer } = transport(() => Promise.resolve(report))
  expect(await trafficOver(as)).toEqual({ sent: 11, received: 20 })
  await Promise.resolve()
  expect(observer.listenerCount('close')).toBe(0)
})

test('a browser that does not answer once a transport is closed is waited for no longer', async () => {
  const { as, observer } = transport(() => new Promise(() => undefined))
  const [asked, traffic] = [statsOf(as), trafficOver(as)]
  observer.emit('close')
  await expect(asked).rejects.toThrow('closed')
  await expect(traffic).rejects.toThrow('closed')
})
