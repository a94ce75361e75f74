import type { VisitView } from '@lien/contract/views'
import type { VisitSession } from './VisitSession.ts'

/** What every screen of a visit is given. */
export interface ScreenProps { session: VisitSession; view: VisitView }
