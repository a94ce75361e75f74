import { createServer } from 'node:net'

/** A TCP port that nobody uses just now. @param {string} [host] @returns {Promise<number>} */
export async function freePort(host = '127.0.0.1') {
  const server = createServer()
  await listen(server, 0, host)
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

/** @param {number} port @param {string} host @returns {Promise<NodeJS.ErrnoException | undefined>} why it cannot be listened on */
export async function portObstacle(port, host) {
  const server = createServer()
  try {
    await listen(server, port, host)
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error)
  }
  await new Promise((resolve) => server.close(resolve))
  return undefined
}

/** @param {import('node:net').Server} server @param {number} port @param {string} host */
function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host, exclusive: true }, () => resolve(undefined))
  })
}
