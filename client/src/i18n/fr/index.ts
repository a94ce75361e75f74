import { call } from './call.ts'
import { common } from './common.ts'
import { help } from './help.ts'
import { visit } from './visit.ts'

/** No-break spaces stand inside « » and before : ; ? ! so that no line begins with a sign (a narrow phone breaks often). */
export const fr = { common, visit, call, help }
export type Catalogue = typeof fr
