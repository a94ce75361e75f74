import type { Office } from '../fr/office.ts'
import { access } from './access.ts'
import { alerts } from './alerts.ts'
import { account } from './account.ts'
import { en } from './index.ts'
import { identity } from './identity.ts'
import { administration } from './administration.ts'
import { professional } from './professional.ts'
import { questionnaires } from './questionnaires.ts'
import { providers } from './providers.ts'
import { summary } from './summary.ts'
import { telephone } from './telephone.ts'

export const office: Office = { ...en, access, alerts, account, professional, administration, identity, providers, questionnaires, telephone, summary }
