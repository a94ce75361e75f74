import { lostLinkPath } from '@lien/contract/wire'
import { VisitSession } from './VisitSession.ts'

/** This page's visit; null where it is about no visit yet. It starts before words and screens arrive: the first round trips run side by side with them. */
export const session = location.pathname === lostLinkPath ? null : VisitSession.create(location, new AbortController().signal)
