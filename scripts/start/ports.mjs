import { createSocket } from 'node:dgram'
import { availableParallelism } from 'node:os'
import { portObstacle } from '../free-port.mjs'
import { Hint } from '../setup/hint.mjs'
import { portOf } from './environment.mjs'

/** Says which port is taken before anything is started. @param {{ host: string, localSfu: boolean, mediaAddresses: string }} options */
export async function checkPorts({ host, localSfu, mediaAddresses }) {
  await check(portOf('LIEN_PORT', 3000), host, 'LIEN_PORT', 'the pages')
  if (!localSfu) return
  await check(portOf('LIEN_SFU_PORT', 3100), process.env.LIEN_SFU_HOST || '127.0.0.1', 'LIEN_SFU_PORT', 'the control of the media server')
  const first = portOf('LIEN_MEDIA_PORT', 44_400)
  const workers = Number(process.env.LIEN_WORKERS) || availableParallelism()
  const addresses = mediaAddresses.split(',').map((entry) => entry.split('=')[0]?.trim() ?? '')
  for (const address of addresses)
    for (let port = first; port < first + workers; port += 1) {
      await check(port, address, 'LIEN_MEDIA_PORT', 'sound and picture')
      await checkUdp(port, address)
    }
}

/** @param {number} port @param {string} host @param {string} variable @param {string} use */
async function check(port, host, variable, use) {
  const obstacle = await portObstacle(port, host)
  if (obstacle) throw sentence(obstacle, port, host, variable, use)
}

/** @param {number} port @param {string} address */
async function checkUdp(port, address) {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
  /** @type {NodeJS.ErrnoException | undefined} */
  const obstacle = await new Promise((resolve) => {
    socket.once('error', resolve)
    socket.bind({ port, address, exclusive: true }, () => resolve(undefined))
  })
  socket.close()
  if (obstacle) throw sentence(obstacle, port, address, 'LIEN_MEDIA_PORT', 'sound and picture')
}

/** @param {NodeJS.ErrnoException} obstacle @param {number} port @param {string} host @param {string} variable @param {string} use */
function sentence(obstacle, port, host, variable, use) {
  if (obstacle.code === 'EADDRINUSE')
    return new Hint(
      `Port ${port} on ${host} is taken by another program and Lien wants it for ${use}: stop that program (another Lien?), or choose another port, for example ${variable}=${port + 10} npm start.`,
    )
  if (obstacle.code === 'EACCES') return new Hint(`This account may not open port ${port}: choose one above 1023, for example ${variable}=${port + 3000} npm start.`)
  if (obstacle.code === 'EADDRNOTAVAIL')
    return new Hint(
      `The address ${host} is not one of this machine's: correct ${variable === 'LIEN_MEDIA_PORT' ? 'LIEN_MEDIA_ADDRESSES' : variable.replace('PORT', 'HOST')}.`,
    )
  return obstacle
}
