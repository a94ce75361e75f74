import type { Knex } from 'knex'
import * as first from './steps/0001_first_consultation.ts'
import * as tenancy from './steps/0002_tenancy.ts'
import * as sessions from './steps/0003_sessions.ts'
import * as delivery from './steps/0005_delivery.ts'
import * as identity from './steps/0007_identity.ts'
import * as oidc from './steps/0008_oidc.ts'
import * as administration from './steps/0009_administration.ts'
import * as limits from './steps/0010_limits.ts'
import * as codes from './steps/0011_codes.ts'
import * as factors from './steps/0012_factors.ts'
import * as servers from './steps/0030_servers.ts'
import * as network from './steps/0031_network.ts'
import * as questionnaires from './steps/0040_questionnaires.ts'
import * as onePublished from './steps/0041_one_published.ts'
import * as answers from './steps/0042_answers.ts'
import * as holders from './steps/0044_holders.ts'
import * as alerts from './steps/0045_alerts.ts'
import * as summaries from './steps/0046_summaries.ts'
import * as betweenVisits from './steps/0047_between_visits.ts'
import * as alertLists from './steps/0048_alert_lists.ts'
import * as years from './steps/0049_years.ts'
import * as accountLanguage from './steps/0050_account_language.ts'
import * as modalities from './steps/0034_modalities.ts'

/** Forward-only, in order; a landed step is never edited. Listed here so that no folder is read at run time. */
export interface Step { name: string; up: (db: Knex) => Promise<void> }
export const steps: readonly Step[] = [
  { name: '0001_first_consultation', up: first.up },
  { name: '0002_tenancy', up: tenancy.up },
  { name: '0003_sessions', up: sessions.up },
  { name: '0005_delivery', up: delivery.up },
  { name: '0007_identity', up: identity.up },
  { name: '0008_oidc', up: oidc.up },
  { name: '0009_administration', up: administration.up },
  { name: '0010_limits', up: limits.up },
  { name: '0011_codes', up: codes.up },
  { name: '0012_factors', up: factors.up },
  { name: '0030_servers', up: servers.up },
  { name: '0031_network', up: network.up },
  { name: '0040_questionnaires', up: questionnaires.up },
  { name: '0041_one_published', up: onePublished.up },
  { name: '0042_answers', up: answers.up },
  { name: '0044_holders', up: holders.up },
  { name: '0045_alerts', up: alerts.up },
  { name: '0046_summaries', up: summaries.up },
  { name: '0034_modalities', up: modalities.up },
  { name: '0048_alert_lists', up: alertLists.up },
  { name: '0047_between_visits', up: betweenVisits.up },
  { name: '0049_years', up: years.up },
  { name: '0050_account_language', up: accountLanguage.up },
]
