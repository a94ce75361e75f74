import type { ConsumerOffer } from '@lien/contract/call'
import type { ConsumerId, ParticipantId } from '@lien/contract/ids'
import type { Device } from 'mediasoup-client'
import { beforeEach, expect, test, vi } from 'vitest'
import { Receiver } from './Receiver.ts'
import type { LinkHost, ReachableOffer } from './transport.ts'

vi.stubGlobal('MediaStream', vi.fn())

const sent: [name: string, input: unknown][] = []
const host = { send: (name: string, input: unknown) => sent.push([name, input]), changed: () => undefined, failed: (error: unknown) => { throw error } } as unknown as LinkHost
const transport = { on: () => undefined, closed: false, consume: () => Promise.resolve({ close: () => undefined, track: {} }) }
const device = { createRecvTransport: () => transport } as unknown as Device
const [claire, nurse] = ['claire', 'nurse'] as ParticipantId[] as [ParticipantId, ParticipantId]
const offer = (id: string, participantId: ParticipantId, source: ConsumerOffer['source']) =>
  ({ id: id as ConsumerId, participantId, source, kind: source === 'microphone' ? 'audio' : 'video', producerPaused: false }) as ConsumerOffer
const all = [offer('voice', claire, 'microphone'), offer('face', claire, 'camera'), offer('screen', claire, 'screen'), offer('other', nurse, 'camera')]

let receiver: Receiver
beforeEach(() => {
  receiver = Receiver.create(device, {} as ReachableOffer, host)
  sent.length = 0
})
const said = () => sent.splice(0)

test('the pictures of somebody out of sight are paused, their voice and other people’s pictures never; they come back with them', async () => {
  await receiver.addAll(all)
  expect(said()).toEqual([['consumer.resume', { consumerIds: ['voice', 'face', 'screen', 'other'] }]])
  receiver.outOfSight(new Set([claire]))
  expect(said()).toEqual([['consumer.pause', { consumerIds: ['face', 'screen'] }]])
  receiver.outOfSight(new Set([claire]))
  expect(said()).toEqual([])
  receiver.outOfSight(new Set())
  expect(said()).toEqual([['consumer.resume', { consumerIds: ['face', 'screen'] }]])
})

test('pictures stopped for the voice’s sake stay stopped while somebody looks again, and those out of sight do when they may pass again', async () => {
  await receiver.addAll(all)
  receiver.stopPictures(true)
  receiver.outOfSight(new Set([claire]))
  receiver.outOfSight(new Set())
  expect(said().slice(1)).toEqual([['consumer.pause', { consumerIds: ['face', 'screen', 'other'] }]])
  receiver.outOfSight(new Set([nurse]))
  receiver.stopPictures(false)
  expect(said()).toEqual([['consumer.resume', { consumerIds: ['face', 'screen'] }]])
})

test('whoever is out of sight is so in the next stay, whose pictures are still being created; what comes later is paused too', async () => {
  const adding = receiver.addAll(all)
  receiver.outOfSight(new Set([claire]))
  expect(said()).toEqual([['consumer.resume', { consumerIds: ['voice', 'face', 'screen', 'other'] }], ['consumer.pause', { consumerIds: ['face', 'screen'] }]])
  await adding
  receiver.remove('screen' as ConsumerId)
  await receiver.add(offer('again', claire, 'screen'))
  expect(said()).toEqual([['consumer.pause', { consumerIds: ['again'] }]])
  receiver.reconcile([...all.slice(0, 2), offer('again', claire, 'screen')])
  expect(said()).toEqual([['consumer.resume', { consumerIds: ['voice'] }], ['consumer.pause', { consumerIds: ['face', 'again'] }]])
})

test('a face and a screen of one person have layers of their own', async () => {
  await receiver.addAll(all)
  said()
  receiver.prefer(claire, 'camera', 0)
  receiver.prefer(claire, 'screen', 2)
  receiver.prefer(claire, 'screen', 2)
  expect(said()).toEqual([['consumer.prefer', { consumerId: 'face', spatialLayer: 0 }], ['consumer.prefer', { consumerId: 'screen', spatialLayer: 2 }]])
})

test('after a pause on a weak line pictures come in their smallest size first, then in the size they are worth', async () => {
  await receiver.addAll(all)
  receiver.prefer(claire, 'camera', 1)
  receiver.stopPictures(true)
  receiver.narrow(true)
  said()
  receiver.prefer(claire, 'camera', 2)
  receiver.stopPictures(false)
  await receiver.add(offer('late', nurse, 'camera'))
  expect(said()).toEqual([['consumer.resume', { consumerIds: ['face', 'screen', 'other'] }], ['consumer.prefer', { consumerId: 'late', spatialLayer: 0 }], ['consumer.resume', { consumerIds: ['late'] }]])
  receiver.narrow(false)
  expect(said().filter(([name]) => name === 'consumer.prefer').map(([, input]) => input)).toEqual([{ consumerId: 'face', spatialLayer: 2 }, ...['screen', 'other', 'late'].map((consumerId) => ({ consumerId, spatialLayer: 2 }))])
})
