import { useState } from 'react'
import { Picture } from '../devices/Picture.tsx'

interface Props { stream: MediaStream; onFrame: () => void; onHeight: (height: number) => void }

/** After a reconnection the last picture stays until the new one has really arrived: no black flash, no jump. */
export function SteadyPicture({ stream, onFrame, onHeight }: Props) {
  const [shown, setShown] = useState(stream)
  return (
    <>
      {shown !== stream && <Picture key={shown.id} stream={shown} className="picture" />}
      <Picture key={stream.id} stream={stream} className={shown === stream ? 'picture' : 'picture arriving'} onHeight={onHeight} onFrame={() => {
        setShown(stream)
        onFrame()
      }} />
    </>
  )
}
