import { observer, type types } from 'mediasoup'

/** How many of mediasoup's objects are alive. */
export interface Census { workers: number; routers: number; transports: number; producers: number; consumers: number }

/**
 * Counts in mediasoup itself rather than in our own books, so that what our books forgot still shows.
 * Covers every worker made in this process after the call.
 */
export function takeCensus(): Readonly<Census> {
  const census: Census = { workers: 0, routers: 0, transports: 0, producers: 0, consumers: 0 }
  const count = (kind: keyof Census, born: { observer: { once: (event: 'close', done: () => void) => unknown } }) => {
    census[kind]++
    born.observer.once('close', () => { census[kind]-- })
  }
  const watchTransport = (transport: types.Transport) => {
    count('transports', transport)
    transport.observer.on('newproducer', (producer) => count('producers', producer))
    transport.observer.on('newconsumer', (consumer) => count('consumers', consumer))
  }
  observer.on('newworker', (worker) => {
    count('workers', worker)
    worker.observer.on('newrouter', (router) => {
      count('routers', router)
      router.observer.on('newtransport', watchTransport)
    })
  })
  return census
}
