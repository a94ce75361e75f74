import { call } from './call.ts'
import { common } from './common.ts'
import { help } from './help.ts'
import { professional } from './professional.ts'
import { visit } from './visit.ts'

export const fr = { common, visit, call, help, professional }
export type Catalogue = typeof fr
