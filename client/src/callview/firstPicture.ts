import type { CallSession } from '../call/CallSession.ts'
import type { Store } from '../call/Store.ts'
import { onFirstFrame } from '../devices/firstFrame.ts'

/** ms, more than a join takes on a near line: on a far one the screens come while the server is asked. */
export const patience = 1_000

let drop: () => void = () => undefined

/** The screens show faces themselves, or have something else to say. */
export const dropFirstPicture = (): void => drop()

/**
 * Shows the first face of a call that is coming, over everything, before any screen is drawn: on a small processor the
 * screens would take from the picture what it needs to come. Resolves once it is seen, or after `patience` without it;
 * it stays until `dropFirstPicture`.
 */
export function showFirstPicture(session: Store<{ call: CallSession | null }>): Promise<void> {
  const element = document.createElement('video')
  Object.assign(element, { className: 'first-picture', muted: true, playsInline: true, autoplay: true, ariaHidden: 'true' })
  return new Promise((seen) => {
    const ends: (() => void)[] = []
    drop = () => {
      ends.splice(0).forEach((end) => end())
      element.remove()
      seen()
    }
    const late = setTimeout(drop, patience)
    const show = (call: CallSession): void => {
      const stream = call.state.get().remotes.find(({ source, paused }) => source === 'camera' && !paused)?.stream
      if (!stream || element.srcObject) return
      element.srcObject = stream
      document.body.append(element)
      ends.push(onFirstFrame(element, () => {
        clearTimeout(late)
        call.mediaPlayed('video')
        seen()
      }))
    }
    let watched: CallSession | null = null
    const follow = (): void => {
      const { call } = session.get()
      if (!call || call === watched) return
      watched = call
      ends.push(call.state.subscribe(() => show(call)))
      show(call)
    }
    ends.push(() => clearTimeout(late), session.subscribe(follow))
    follow()
  })
}
