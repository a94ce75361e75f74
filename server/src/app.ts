import { readFileSync } from 'node:fs'
import { createServer as createPlainServer, type Server as HttpServer } from 'node:http'
import { createServer as createTlsServer, Server as TlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import type { ConsultationId } from '@lien/contract/ids'
import { accessCommands } from './access/commands.ts'
import { alertCommands } from './alerts/commands.ts'
import { Watch } from './alerts/Watch.ts'
import { accountCommands, mailReset } from './accounts/commands.ts'
import { codeCommands } from './codes/commands.ts'
import { StartFailure, type Config } from './config.ts'
import { consultationCommands } from './consultations/commands.ts'
import { openConsultationsOf, readViews } from './consultations/queries.ts'
import { contactCommands } from './contacts/commands.ts'
import { bound, serverOptions, usualBounds, type Bounds } from './door/bounds.ts'
import { deliveryCommands } from './delivery/commands.ts'
import { Courier } from './delivery/Courier.ts'
import { sendersOf } from './delivery/senders/choice.ts'
import type { Senders } from './delivery/Sender.ts'
import { createHttp } from './door/http.ts'
import { Limits, usualLimits, type LimitTable } from './door/limits.ts'
import { createDoor } from './door/perform.ts'
import { refresh, Sessions } from './door/sessions.ts'
import { SocketDoor } from './door/socket.ts'
import { establishmentCommands } from './establishments/commands.ts'
import { followUpCommands } from './followUps/commands.ts'
import { Fleet, type Pace } from './fleet/Fleet.ts'
import { identityProviderCommands } from './identityProviders/commands.ts'
import { readProviders } from './identityProviders/configuration.ts'
import { answerLost, linkCommands } from './links/commands.ts'
import { Calls } from './media/Calls.ts'
import { mediaCommands } from './media/commands.ts'
import { relaysOf } from './media/relays.ts'
import { messageCommands } from './messages/commands.ts'
import { patientCommands } from './patients/commands.ts'
import { summaryCommands } from './summaries/commands.ts'
import type { Effect } from './platform/act.ts'
import { Seals } from './platform/codes.ts'
import { systemClock, type Clock } from './platform/clock.ts'
import { coalesce } from './platform/coalesce.ts'
import { aboutConsultation, asLien, openDatabase, type Pool } from './platform/db.ts'
import { InFlight } from './platform/InFlight.ts'
import type { Handlers } from './platform/handlers.ts'
import type { Log } from './platform/log.ts'
import { createTransact, type Transact } from './platform/transact.ts'
import { Vault } from './platform/vault.ts'
import { questionnaireCommands } from './questionnaires/commands.ts'
import { serviceCommands } from './services/commands.ts'
import { staffCommands } from './staff/commands.ts'
import { Presence } from './presence/Presence.ts'
import { Asker } from './responses/Asker.ts'
import { responseCommands } from './responses/commands.ts'
import { sessionCommands } from './sessions/commands.ts'

export interface App {
  db: Pool
  transact: Transact
  /** Where it listens, e.g. `http://127.0.0.1:3000`. */
  address: string
  /** Takes what may change while it runs from a configuration read again: the sfus’ token, the relays and the certificate. Throws when the certificate cannot be used; nothing is changed then. */
  reload: (fresh: Config) => void
  close: () => Promise<void>
}
export interface AppOptions { clock?: Clock; limits?: LimitTable; bounds?: Bounds; /** The built client; null serves commands only. */ clientFolder: string | null; /** ms */ grace?: number; /** Of this server's signs of life. */ pace?: Pace; /** How messages leave; otherwise as the configuration says. Null: this process carries nothing. */ senders?: Senders | null; /** ms between two looks at what is to be asked before visits; null: this process asks nobody. */ askEvery?: number | null }

/** ms */
const aMoment = 100

/** The only place that wires. Expects a migrated database. */
export async function createApp(config: Config, log: Log, { clock = systemClock, limits: table = usualLimits, bounds = usualBounds, clientFolder, grace, pace, senders, askEvery }: AppOptions): Promise<App> {
  const providers = readProviders(config.oidcProviders)
  const db = openDatabase(config.databaseUrl, log)
  const demo = config.demo !== null
  const inFlight = new InFlight()
  const { serverId, publicUrl, trustProxy } = config
  let current = config

  const fleet = new Fleet({
    databaseUrl: config.databaseUrl, redisUrl: config.redisUrl, serverId, log, ...(pace && { pace }),
    hear: (effect) => { if (effect.type !== 'changed' || door.somebodyHere) onCommitted(effect) },
    // What a page was not told is repaired by reading, not by luck.
    readAgain: async () => {
      const pages = door.pages()
      await presence.settle(pages)
      await calls.readAgain()
      door.tellAlerts(null)
      for (const id of await asLien(db, (trx) => openConsultationsOf(trx, pages.map(({ who }) => who)))) changed(id)
    },
    takeOver: async () => {
      await calls.adopt()
      await presence.forgetDead()
    },
  })
  const vault = new Vault(config.outboxKeys, 'lien outbox')
  const { transact, refuse } = createTransact({ db, clock, log, trailKey: config.trailKey, vault, refresh, announce: (trx, effects) => fleet.announce(trx, effects), onCommitted: (effects) => { for (const effect of effects) onCommitted(effect) } })
  const waysOut = senders === undefined ? readSenders(config) : senders
  let courier: Courier | null = null
  let asker: Asker | null = null
  let watch: Watch | null = null
  const calls = new Calls({
    log, transact, serverId, sfus: { urls: config.sfus, token: () => current.sfuToken },
    send: (socketId, name, notice) => door.send(socketId, name, notice), isHere: (socketId): boolean => door.isHere(socketId), ...(grace !== undefined && { grace }),
  })
  const changed = coalesce(async (id: ConsultationId) => {
    try {
      await door.joined(id)
      door.sendViews(await aboutConsultation(db, id, (trx) => readViews(trx, id, demo, clock())))
    } catch (error) {
      log.error({ consultation: id, err: error }, 'a change could not be shown')
    }
  }, inFlight)
  const soon = (id: ConsultationId) => inFlight.add(setTimeout(aMoment).then(() => changed(id)))
  const resetPassword = (address: string) => inFlight.add(mailReset(transact, publicUrl, address).catch((error: unknown) => log.error({ err: error }, 'a forgotten password could not be answered')))
  const onCommitted = (effect: Effect): void => {
    switch (effect.type) {
      case 'changed': return (effect.soon ? soon : changed)(effect.consultationId)
      case 'alertsChanged': return door.tellAlerts(effect.establishmentId)
      case 'admitted': return door.letIn(effect.participantId)
      case 'roomMoved': return calls.roomMoved(effect)
      case 'closeStays': return calls.closeStays(effect)
      case 'queued': return courier?.wake()
      case 'askedAgain': return inFlight.add(answerLost(transact, publicUrl, effect.contact).catch((error: unknown) => log.error({ err: error }, 'a lost link could not be answered')))
      case 'resetPassword': return resetPassword(effect.address)
      case 'endSession': return door.endSession({ participantId: effect.participantId }, 'linkRevoked')
      case 'endSessions': return door.cut(effect.sessionIds.map((id) => ({ id, why: effect.reason })))
    }
  }

  const [{ secret }, ...former] = config.sessionKeys
  const providersOf = (wanted: 'professionals' | 'patients') => providers.flatMap(({ id, label, finess, kind }) => (kind === wanted ? [{ id, label, finess }] : []))
  const handlers: Handlers = {
    ...establishmentCommands({ demo, providers: providersOf('professionals').map(({ id, label }) => ({ id, label })) }), ...identityProviderCommands, ...sessionCommands, ...consultationCommands(demo), ...linkCommands({ publicUrl }), ...codeCommands({ demo, seals: new Seals([secret, ...former.map((one) => one.secret)], 'lien codes'), providers: providersOf('patients') }), ...contactCommands,
    ...accountCommands({ publicUrl, factorKeys: config.factorKeys }), ...accessCommands, ...serviceCommands, ...staffCommands({ publicUrl, provided: providersOf('professionals').map(({ finess }) => finess) }),
    ...patientCommands(demo), ...responseCommands({ publicUrl }), ...summaryCommands, ...followUpCommands(demo), ...alertCommands({ publicUrl, demo }), ...messageCommands, ...questionnaireCommands, ...deliveryCommands(config.delivery.folder), ...mediaCommands({ calls, transact, serverId, log, relays: (stayId) => relaysOf(current.turn, stayId, clock()) }),
  }
  const perform = createDoor({ handlers, transact, refuse, log, callOf: (socketId) => calls.callOf(socketId) })
  const sessions = new Sessions({ keys: config.sessionKeys, clock, secure: publicUrl.startsWith('https:') })
  const presence = new Presence({ db, clock, log, serverId, announce: (trx, effects) => fleet.announce(trx, effects), changed: soon })
  const limits = new Limits(table, { db, secret: config.trailKey })

  const http = createHttp({ perform, sessions, limits, db, clock, log, publicUrl, securityContact: config.securityContact, trustProxy, bounds, clientFolder, ready: () => calls.sfus.someUp, identity: { providers, refuse, sessionKeys: config.sessionKeys } })
  const server = config.tls ? createTlsServer({ ...serverOptions(bounds), ...certificate(config.tls) }, http) : createPlainServer(serverOptions(bounds), http)
  bound(server, bounds, trustProxy)
  const door = new SocketDoor(server, { perform, sessions, limits, db, clock, log, publicUrl, trustProxy, presence, inFlight, gone: (socketId) => calls.socketGone(socketId), expel: (socketId) => calls.expel(socketId) })

  const reload = (fresh: Config): void => {
    if (server instanceof TlsServer && fresh.tls) server.setSecureContext(certificate(fresh.tls))
    current = fresh
  }
  const close = async (): Promise<void> => {
    calls.close()
    await door.close()
    await asker?.close()
    await watch?.close()
    await courier?.close()
    await inFlight.idle()
    await fleet.close()
    await db.destroy()
  }
  try {
    await presence.begin()
    await calls.recover()
    await fleet.start()
    if (waysOut) courier = await Courier.create({ db, transact, clock, log, vault, serverId, senders: waysOut })
    // That nothing came back is told by the hours of a house's own rules: the watch below looks.
    if (askEvery !== null) asker = Asker.create({ db, transact, clock, log, publicUrl, reportMissing: () => Promise.resolve(), ...(askEvery !== undefined && { poll: askEvery }) })
    watch = Watch.create({ db, transact, clock, log, publicUrl })
    await listen(server, config)
  } catch (error) {
    await close()
    throw error
  }
  const { port } = server.address() as AddressInfo
  return { db, transact, address: `${config.tls ? 'https' : 'http'}://${config.host}:${port}`, reload, close }
}

const certificate = ({ cert, key }: { cert: string; key: string }) => ({ cert: readFileSync(cert), key: readFileSync(key) })

/** Throws a `StartFailure` that names the file which cannot be used. */
function readSenders({ delivery }: Config): Senders {
  try {
    return sendersOf(delivery)
  } catch (error) {
    throw new StartFailure(`LIEN_SMTP_URL, LIEN_MAIL_FROM, LIEN_SMS_GATEWAY or LIEN_VOICE_GATEWAY cannot be used: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function listen(server: HttpServer, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new StartFailure(`Port ${port} is taken: stop the other program, or set LIEN_PORT to a free port.`))
      else if (error.code === 'EACCES') reject(new StartFailure(`Port ${port} may not be opened by this user: set LIEN_PORT to a port above 1023.`))
      else if (error.code === 'EADDRNOTAVAIL') reject(new StartFailure(`This machine has no address ${host}: set LIEN_HOST to one it has.`))
      else reject(error)
    })
    server.listen(port, host, resolve)
  })
}
