import { access } from './access.ts'
import { alerts } from './alerts.ts'
import { account } from './account.ts'
import { fr } from './index.ts'
import { followUps } from './followUps.ts'
import { identity } from './identity.ts'
import { administration } from './administration.ts'
import { professional } from './professional.ts'
import { questionnaires } from './questionnaires.ts'
import { providers } from './providers.ts'
import { summary } from './summary.ts'
import { telephone } from './telephone.ts'

/** Every word of the professionals' page; a patient's phone never loads it. A new area adds its file and its line here. */
export const office = { ...fr, access, alerts, account, professional, administration, identity, providers, questionnaires, telephone, summary, followUps }
export type Office = typeof office
