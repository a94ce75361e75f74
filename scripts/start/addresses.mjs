import { networkInterfaces } from 'node:os'

/** The address by which other devices of this network reach the machine. @returns {string | undefined} */
export function lanAddress() {
  const found = Object.entries(networkInterfaces()).flatMap(([name, list]) =>
    (list ?? [])
      .filter((entry) => entry.family === 'IPv4' && !entry.internal && !entry.address.startsWith('169.254.'))
      .map((entry) => ({ name, address: entry.address })),
  )
  // Bridges of containers and virtual machines lead nowhere for a phone.
  return (found.find(({ name }) => !/^(docker|br-|veth|virbr|vmnet|tailscale|utun)/.test(name)) ?? found[0])?.address
}
