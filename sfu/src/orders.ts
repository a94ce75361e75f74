import { Fault } from '@lien/contract/faults'
import type { SfuInput, SfuOrderName, SfuOutput } from '@lien/contract/sfu'
import type { Sfu } from './Sfu.ts'

type Orders = { [N in SfuOrderName]: (sfu: Sfu, input: SfuInput<N>) => Promise<SfuOutput<N>> }

const done = {}

/** What each order of the contract does; one that is missing does not compile. */
export const orders: Orders = {
  'peer.join': (sfu, input) => sfu.join(input),
  'peer.prepare': (sfu, input) => sfu.prepare(input),
  'peer.leave': async (sfu, input) => {
    await sfu.leave(input)
    return done
  },
  'peer.check': (sfu, input) => check(sfu, input),
  'room.close': async (sfu, { roomId }) => {
    await sfu.closeRoom(roomId)
    return done
  },
  'transport.connect': async (sfu, input) => {
    await (await sfu.link(input)).connect(input.dtlsParameters)
    return done
  },
  'transport.restartIce': async (sfu, input) => (await sfu.link(input)).restartIce(),
  'producer.create': async (sfu, input) => {
    await (await sfu.peer(input)).sender.create(input)
    return done
  },
  'producer.setPaused': async (sfu, input) => {
    await (await sfu.peer(input)).sender.setPaused(input.producerId, input.paused)
    return done
  },
  'producer.close': async (sfu, input) => {
    await (await sfu.peer(input)).sender.closeProducer(input.producerId)
    return done
  },
  'consumer.resume': async (sfu, input) => {
    await (await sfu.peer(input)).receiver.resume(input.consumerIds)
    return done
  },
  'consumer.pause': async (sfu, input) => {
    await (await sfu.peer(input)).receiver.pause(input.consumerIds)
    return done
  },
  'peer.tellCondition': async (sfu, input) => {
    await sfu.tellCondition(input)
    return done
  },
  'consumer.prefer': async (sfu, input) => {
    await (await sfu.peer(input)).receiver.prefer(input.consumerId, input.spatialLayer)
    return done
  },
  'sfu.describe': (sfu) => Promise.resolve(sfu.describe()),
}

async function check(sfu: Sfu, input: SfuInput<'peer.check'>): Promise<SfuOutput<'peer.check'>> {
  try {
    const peer = await sfu.peer(input)
    return { alive: !peer.closed, consumers: peer.receiver.offers }
  } catch (error) {
    if (error instanceof Fault && error.code === 'notFound') return { alive: false, consumers: [] }
    throw error
  }
}
