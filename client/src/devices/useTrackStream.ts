import { useMemo } from 'react'

/** A stream around one track, the same object as long as the track is the same. */
export const useTrackStream = (track: MediaStreamTrack | null): MediaStream | null => useMemo(() => track && new MediaStream([track]), [track])
