// A seat's own address is opened by people who come back, perhaps in mid-call: the socket's code comes with the first
// script, and what leads to the first picture runs before the screens.
import './socketio.ts'
import '../ui/base.css'
import { dropFirstPicture, showFirstPicture } from '../callview/firstPicture.ts'
import { session } from './session.ts'

/** ms after which the screens are on their own, whatever they show. */
const overlap = 1_500

const ready = session?.state.get().progress.here ? showFirstPicture(session.state) : Promise.resolve()
void ready.then(() => import('./main.tsx')).finally(() => setTimeout(dropFirstPicture, overlap))
