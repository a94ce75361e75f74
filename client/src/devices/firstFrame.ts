/** Tells once that a frame of this element is on screen; the answer takes the wish back. */
export function onFirstFrame(element: HTMLVideoElement, tell: () => void): () => void {
  if ('requestVideoFrameCallback' in element) {
    const frame = element.requestVideoFrameCallback(tell)
    return () => element.cancelVideoFrameCallback(frame)
  }
  const older = element as HTMLVideoElement
  older.addEventListener('loadeddata', tell, { once: true })
  return () => older.removeEventListener('loadeddata', tell)
}
