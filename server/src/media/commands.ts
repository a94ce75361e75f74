import type { Input, MediaCommandName } from '@lien/contract/commands'
import type { StayId } from '@lien/contract/ids'
import type { IceServer } from '@lien/contract/rtp'
import type { SfuOutput } from '@lien/contract/sfu'
import { admittedSeat } from '../consultations/commands.ts'
import { endStay, mediaUp, openStay } from '../stays/commands.ts'
import type { MediaHandlers } from '../platform/handlers.ts'
import type { Transact } from '../platform/transact.ts'
import type { Calls, HeldStay } from './Calls.ts'

const peer = (stay: HeldStay) => ({ roomId: stay.consultationId, peerId: stay.participantId, stayId: stay.stayId })

/** A page steers its own stay only: the server knows which one it holds, no id of it is taken from the input. */
export const mediaCommands = ({ calls, transact, serverId, relays }: { calls: Calls; transact: Transact; serverId: string; /** Fresh credentials, now. */ relays: (stayId: StayId) => IceServer[] }): MediaHandlers<MediaCommandName> => ({
  async 'call.join'({ socketId, caller }, { consultationId, rtpCapabilities }) {
    const { value: stay } = await transact(caller, 'call.join', async (act) => {
      const me = await admittedSeat(act, consultationId)
      const link = await calls.sfus.place(act, consultationId)
      const stayId = await openStay(act, { consultationId, participantId: me.id, serverId, socketId })
      return { stayId, consultationId, participantId: me.id, socketId, link }
    })
    calls.hold(stay)
    try {
      return { ...(await stay.link.order('peer.join', { ...peer(stay), rtpCapabilities })), iceServers: relays(stay.stayId) }
    } catch (error) {
      calls.letGo(stay)
      await transact(caller, 'call.join', async (act) => {
        act.concern(consultationId)
        act.record({ type: 'call.incident', participantId: stay.participantId, stayId: stay.stayId, incident: 'sfuLost' })
        await endStay(act, stay.stayId, 'lost')
      })
      throw error
    }
  },

  async 'call.leave'({ socketId, caller }) {
    const stay = calls.heldBy(socketId)
    await transact(caller, 'call.leave', (act) => endStay(act, stay.stayId, 'left'))
    calls.letGo(stay)
    return {}
  },

  async 'call.reportMediaUp'({ socketId, caller }) {
    const stay = calls.heldBy(socketId)
    await transact(caller, 'call.reportMediaUp', (act) => mediaUp(act, stay))
    return {}
  },

  async 'call.reportIncident'({ socketId, caller }, { incident }) {
    const stay = calls.heldBy(socketId)
    await transact(caller, 'call.reportIncident', (act) => {
      act.concern(stay.consultationId)
      act.record({ type: 'call.incident', participantId: stay.participantId, stayId: stay.stayId, incident })
      return Promise.resolve()
    })
    return {}
  },

  'transport.connect': async ({ socketId }, input) => order(calls.heldBy(socketId), 'transport.connect', input),
  async 'transport.restartIce'({ socketId }, input) {
    const stay = calls.heldBy(socketId)
    return { iceParameters: await order(stay, 'transport.restartIce', input), iceServers: relays(stay.stayId) }
  },
  'producer.create': async ({ socketId }, input) => order(calls.heldBy(socketId), 'producer.create', input),
  'producer.setPaused': async ({ socketId }, input) => order(calls.heldBy(socketId), 'producer.setPaused', input),
  'producer.close': async ({ socketId }, input) => order(calls.heldBy(socketId), 'producer.close', input),
  'consumer.resume': async ({ socketId }, input) => order(calls.heldBy(socketId), 'consumer.resume', input),
  'consumer.prefer': async ({ socketId }, input) => order(calls.heldBy(socketId), 'consumer.prefer', input),
})

/** Passes a command on to the sfu under the page's own stay. */
function order<N extends Exclude<MediaCommandName, `call.${string}`>>(stay: HeldStay, name: N, input: Input<N>): Promise<SfuOutput<N>> {
  return stay.link.order(name, { ...input, ...peer(stay) })
}
