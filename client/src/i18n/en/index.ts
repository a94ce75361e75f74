import type { Catalogue } from '../fr/index.ts'
import { call } from './call.ts'
import { common } from './common.ts'
import { help } from './help.ts'
import { visit } from './visit.ts'

export const en: Catalogue = { common, visit, call, help }
