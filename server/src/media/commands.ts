import type { Input, MediaCommandName } from '@lien/contract/commands'
import { Fault } from '@lien/contract/faults'
import type { StayId } from '@lien/contract/ids'
import { networkVerdict } from '@lien/contract/network'
import { holds } from '@lien/contract/roles'
import type { IceServer } from '@lien/contract/rtp'
import type { SfuOutput } from '@lien/contract/sfu'
import { ownOpenSeat, reportNetwork, seatInCall, seatWaiting } from '../consultations/commands.ts'
import { endStay, mediaUp, openStay, resumeStay } from '../stays/commands.ts'
import type { Caller } from '../platform/caller.ts'
import type { MediaHandlers } from '../platform/handlers.ts'
import type { Log } from '../platform/log.ts'
import type { Transact } from '../platform/transact.ts'
import type { Calls, HeldStay } from './Calls.ts'
import type { SfuLink } from './SfuLink.ts'

const peer = (stay: HeldStay) => ({ roomId: stay.consultationId, peerId: stay.participantId, stayId: stay.stayId })

interface MediaDeps { calls: Calls; transact: Transact; serverId: string; log: Log; /** Fresh credentials of the relays, now. */ relays: (stayId: StayId) => IceServer[] }

/** A page steers its own stay only: the server knows which one it holds, no id of it is taken from the input. */
export const mediaCommands = ({ calls, transact, serverId, log, relays }: MediaDeps): MediaHandlers<MediaCommandName> => ({
  async 'call.join'({ socketId, caller }, { consultationId, rtpCapabilities }) {
    calls.trials.end(socketId)
    const ready = calls.ready.of(socketId)
    const enter = () => transact(caller, 'call.join', async (act) => {
      const me = await seatInCall(act, consultationId)
      const link = await calls.sfus.place(act, consultationId)
      // A place kept ready becomes the stay, where it still is on the sfu that carries the room.
      const kept = ready?.consultationId === consultationId && ready.link === link ? ready.stayId : null
      const stayId = await openStay(act, { consultationId, participantId: me.id, serverId, socketId }, kept)
      return { stayId, consultationId, participantId: me.id, holder: holds(me.seat), socketId, link }
    })
    await calls.sfus.settled()
    const { value: stay } = await enter().catch(async (error: unknown) => {
      if (!isUnavailable(error) || !calls.sfus.inDoubt) throw error
      await calls.sfus.settled()
      return enter()
    })
    if (ready?.stayId === stay.stayId) calls.ready.entered(socketId)
    else calls.ready.end(socketId)
    calls.hold(stay)
    try {
      const join = async () => ({ ...(await stay.link.order('peer.join', { ...peer(stay), rtpCapabilities })), iceServers: relays(stay.stayId) })
      const { lines } = stay.link
      return await join().catch(async (error: unknown) => {
        if (!isUnavailable(error)) throw error
        await calls.sfus.settled()
        // Its line was cut, or it drains, or has just lost its last worker: then another one carries the room from now on.
        await placeAgain({ calls, transact }, caller, stay, stay.link.lines === lines ? stay.link : undefined)
        return join()
      })
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

  async 'call.prepare'({ socketId, caller }, { consultationId, rtpCapabilities }) {
    await calls.sfus.settled()
    const { value: place } = await transact(caller, 'call.prepare', async (act) => {
      const { id: participantId } = await seatWaiting(act, consultationId)
      if (calls.callOf(socketId) || calls.trials.of(socketId)) throw new Fault('invalidState')
      return { stayId: act.newId<StayId>(), consultationId, participantId, socketId, link: await calls.sfus.place(act, consultationId) }
    })
    calls.keepReady(place)
    try {
      return { ...(await place.link.order('peer.prepare', { ...peer(place), rtpCapabilities })), iceServers: relays(place.stayId) }
    } catch (error) {
      if (calls.ready.of(socketId) === place) calls.ready.end(socketId)
      throw error
    }
  },

  'call.unprepare'({ socketId, caller }) {
    if (caller.kind !== 'guest') throw new Fault('forbidden')
    calls.ready.end(socketId)
    return Promise.resolve({})
  },

  async 'test.join'({ socketId, caller }, { rtpCapabilities }) {
    const { value: trial } = await transact(caller, 'test.join', async (act) => {
      const { id: participantId } = await ownOpenSeat(act)
      if (calls.callOf(socketId)) throw new Fault('invalidState')
      calls.ready.end(socketId)
      return calls.trials.begin(act, { participantId, socketId, link: calls.sfus.freest() })
    })
    try {
      return { ...(await trial.link.order('peer.join', { ...peer(trial), rtpCapabilities, loop: true })), iceServers: relays(trial.stayId) }
    } catch (error) {
      calls.trials.end(socketId)
      throw error
    }
  },

  async 'test.end'({ socketId, caller }, { network }) {
    if (caller.kind !== 'guest') throw new Fault('forbidden')
    const trial = calls.trials.of(socketId)
    if (!trial) throw new Fault('invalidState', { reason: 'notJoined' })
    calls.trials.end(socketId)
    if (!network) return {}
    const verdict = networkVerdict(network)
    await transact(caller, 'test.end', (act) => reportNetwork(act, verdict))
    log.info({ participantId: trial.participantId, stayId: trial.stayId, sfu: trial.link.sfuId, verdict, ...network }, 'network tested')
    return {}
  },

  /** The media were never interrupted: this server, or another one, lost sight of the page for a moment. */
  async 'call.resume'({ socketId, caller }, { consultationId, stayId }) {
    await calls.sfus.settled()
    const { value: stay } = await transact(caller, 'call.resume', async (act) => {
      const me = await seatInCall(act, consultationId)
      const link = await calls.sfus.carrier(act, consultationId)
      if (!link || !(await resumeStay(act, { stayId, consultationId, participantId: me.id, serverId, socketId }))) throw new Fault('invalidState', { reason: 'notJoined' })
      return { stayId, consultationId, participantId: me.id, holder: holds(me.seat), socketId, link }
    })
    calls.hold(stay)
    const { alive, consumers } = await stay.link.order('peer.check', peer(stay))
    if (!alive) throw new Fault('invalidState', { reason: 'notJoined' })
    return { consumers }
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

  async 'call.reportDisturbance'({ socketId, caller }, { disturbance, began, ended, tried }) {
    const { consultationId, participantId, stayId } = calls.heldBy(socketId)
    await transact(caller, 'call.reportDisturbance', (act) => {
      act.concern(consultationId)
      const ago = (ms: number) => new Date(act.at.getTime() - ms).toISOString()
      act.record({ type: 'call.disturbed', participantId, stayId, disturbance, from: ago(Math.max(began, ended)), to: ago(ended), tried })
      return Promise.resolve()
    })
    return {}
  },

  'call.tellCondition': ({ socketId }, condition) => {
    const stay = calls.heldBy(socketId)
    return stay.link.order('peer.tellCondition', { ...peer(stay), condition })
  },

  'transport.connect': async ({ socketId }, input) => order(calls.connectedBy(socketId), 'transport.connect', input),
  async 'transport.restartIce'({ socketId }, input) {
    const stay = calls.connectedBy(socketId)
    return { iceParameters: await order(stay, 'transport.restartIce', input), iceServers: relays(stay.stayId) }
  },
  async 'producer.create'({ socketId }, input) {
    const stay = calls.steeredBy(socketId)
    // A screen fills everybody's page: it is shown by whoever holds the consultation, never by a guest.
    if (input.source === 'screen' && !stay.holder) throw new Fault('forbidden')
    return order(stay, 'producer.create', input)
  },
  'producer.setPaused': async ({ socketId }, input) => order(calls.steeredBy(socketId), 'producer.setPaused', input),
  'producer.close': async ({ socketId }, input) => order(calls.steeredBy(socketId), 'producer.close', input),
  'consumer.resume': async ({ socketId }, input) => order(calls.steeredBy(socketId), 'consumer.resume', input),
  'consumer.pause': async ({ socketId }, input) => order(calls.steeredBy(socketId), 'consumer.pause', input),
  'consumer.prefer': async ({ socketId }, input) => order(calls.steeredBy(socketId), 'consumer.prefer', input),
})

const isUnavailable = (error: unknown): boolean => error instanceof Fault && error.code === 'unavailable'

/** Where the stay's room is now; `not`: its sfu could not take it. Throws `unavailable` where there is no other. */
async function placeAgain({ calls, transact }: Pick<MediaDeps, 'calls' | 'transact'>, caller: Caller, stay: HeldStay, not: SfuLink | undefined): Promise<void> {
  await transact(caller, 'call.join', async (act) => {
    await seatInCall(act, stay.consultationId)
    stay.link = await calls.sfus.place(act, stay.consultationId, not)
  })
}

/** Passes a command on to the sfu under the page's own stay. */
function order<N extends Exclude<MediaCommandName, `call.${string}` | `test.${string}`>>(stay: HeldStay, name: N, input: Input<N>): Promise<SfuOutput<N>> {
  return stay.link.order(name, { ...input, ...peer(stay) })
}
