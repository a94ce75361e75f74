import { beforeEach, expect, test, vi } from 'vitest'
import { ScreenShare } from './ScreenShare.ts'

class FakeTrack extends EventTarget {
  readyState: MediaStreamTrackState = 'live'
  /** As a page stops it: without an event (Media Capture and Streams §4.3.4). */
  stop = (): void => { this.readyState = 'ended' }
  /** As the browser's own button does. */
  stopByBrowser(): void {
    this.stop()
    this.dispatchEvent(new Event('ended'))
  }
}

let answer: { choose: (track: FakeTrack) => void; refuse: () => void }
const asked = vi.fn(() => new Promise((resolve, reject) => {
  answer = { choose: (track) => resolve({ getVideoTracks: () => [track] }), refuse: () => reject(new DOMException('no', 'NotAllowedError')) }
}))
vi.stubGlobal('navigator', { mediaDevices: { getDisplayMedia: asked } })

let share: ScreenShare
beforeEach(() => {
  share = new ScreenShare()
  asked.mockClear()
})

test('a chosen screen is shared until the browser’s own button ends it', async () => {
  const track = new FakeTrack()
  const started = share.start()
  void share.start()
  answer.choose(track)
  await started
  expect(share.state.get().track).toBe(track)
  void share.start()
  expect(asked).toHaveBeenCalledTimes(1)
  track.stopByBrowser()
  expect(share.state.get().track).toBeNull()
})

test('refused or cancelled, nothing happens, and one can choose again', async () => {
  const changed = vi.fn()
  share.state.subscribe(changed)
  const refused = share.start()
  answer.refuse()
  await refused
  expect(changed).not.toHaveBeenCalled()
  void share.start()
  expect(asked).toHaveBeenCalledTimes(2)
})

test('stopping ends the capture itself; a screen chosen after leaving is not captured', async () => {
  const [first, late] = [new FakeTrack(), new FakeTrack()]
  const started = share.start()
  answer.choose(first)
  await started
  share.stop()
  expect([first.readyState, share.state.get().track]).toEqual(['ended', null])

  const open = share.start()
  share.stop()
  answer.choose(late)
  await open
  expect([late.readyState, share.state.get().track]).toEqual(['ended', null])
})
