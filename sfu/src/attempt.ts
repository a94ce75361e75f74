import { Fault, type FaultCode } from '@lien/contract/faults'

/**
 * Waits for mediasoup on behalf of an owner that may close meanwhile: messages cross, so its errors then mean no more
 * than `notFound`. A refusal to a living owner becomes `refusal`. The caller still re-checks its state afterwards.
 */
export async function attempt<T>(work: Promise<T>, isClosed: () => boolean, refusal: FaultCode = 'internal'): Promise<T> {
  try {
    return await work
  } catch (cause) {
    throw new Fault(isClosed() ? 'notFound' : refusal, { cause })
  }
}
