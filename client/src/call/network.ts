interface Connection extends EventTarget { type?: string }

/**
 * Calls when the device is on another network, or back on one, until the signal aborts. The type of the connection is
 * told on phones only; its other changes (estimates of speed) come all the time and mean nothing here.
 */
export function watchNetwork(changed: () => void, signal: AbortSignal): void {
  window.addEventListener('online', changed, { signal })
  const { connection } = navigator as { connection?: Connection }
  let type = connection?.type
  connection?.addEventListener('change', () => {
    if (connection.type === type || connection.type === 'none') return
    type = connection.type
    changed()
  }, { signal })
}
