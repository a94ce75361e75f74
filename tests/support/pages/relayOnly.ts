import type { Page } from '@playwright/test'

export type RelayProtocol = 'udp' | 'tcp' | 'tls'

/** A network that lets nothing through but the relay, over `protocol`: the page's connections may use no other path. */
export const relayOnly = (page: Page, protocol: RelayProtocol): Promise<unknown> =>
  page.addInitScript((only) => {
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration: RTCConfiguration = {}) {
        super(relayed(configuration))
      }
      override setConfiguration(configuration: RTCConfiguration): void { super.setConfiguration(relayed(configuration)) }
    }
    function relayed(configuration: RTCConfiguration): RTCConfiguration {
      const iceServers = (configuration.iceServers ?? []).map((server) => ({ ...server, urls: [server.urls].flat().filter((url) => (only === 'tls' ? url.startsWith('turns:') : url.startsWith('turn:') && url.endsWith(`transport=${only}`))) }))
      return { ...configuration, iceServers, iceTransportPolicy: 'relay' }
    }
  }, protocol)

/** The kinds of the paths that carry this page's media, each with the protocol to its relay. */
export const pathsInUse = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const paths: string[] = []
    for (const connection of window.lienConnections ?? []) {
      if (connection.connectionState !== 'connected') continue
      const reports = new Map<string, RTCStats & Record<string, unknown>>()
      ;(await connection.getStats()).forEach((report: RTCStats & Record<string, unknown>) => reports.set(report.id, report))
      for (const { type, selectedCandidatePairId } of reports.values()) {
        const local = type === 'transport' ? reports.get(String(reports.get(String(selectedCandidatePairId))?.['localCandidateId'])) : undefined
        if (local) paths.push(`${String(local['candidateType'])} ${String(local['relayProtocol'])}`)
      }
    }
    return paths
  })
