// A seat's own address is opened by people who come back, perhaps in mid-call: the socket's code comes with the first
// script, and what leads to media runs before the screens, which are ready while the first picture is on its way.
import './socketio.ts'
import '../ui/base.css'
import { session } from './session.ts'

const ready = session?.state.get().progress.here ? session.warm() : Promise.resolve()
void ready.then(() => import('./main.tsx'))
