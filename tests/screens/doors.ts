import type { Page } from '@playwright/test'
import type { EndReason } from '@lien/contract/consultation'
import type { PlannedVisit } from '../support/world.ts'
import type { Scene, Screen } from './Scene.ts'

type Refusal = keyof Scene['words']['visit']['fault']

/** A link that does not open. */
const refusal = (name: string, kind: Refusal, address: (scene: Scene) => Promise<string> | string, before?: (page: Page) => Promise<unknown>): Screen => ({
  name,
  async show(scene) {
    const target = await address(scene)
    const patient = await scene.guest()
    await before?.(patient.page)
    await patient.open(target)
    await patient.heading(scene.words.visit.fault[kind].title).waitFor()
    return patient.page
  },
})

/** A page that is open when its visit comes to an end. */
const closing = (name: string, title: (scene: Scene) => string, close: (scene: Scene, visit: PlannedVisit) => Promise<void>): Screen => ({
  name,
  async show(scene) {
    const visit = await scene.visit()
    await scene.bring(visit, 'checkedIn')
    const patient = await (await scene.guest()).open(visit.guest('patient').link)
    await patient.waiting()
    await close(scene, visit)
    await patient.heading(title(scene)).waitFor()
    return patient.page
  },
})

const ended = (name: string, reason: EndReason): Screen => closing(name, ({ words }) => words.visit.ended.title, async (scene, { consultationId, guest }) => {
  await scene.order('participant.admit', { consultationId, participantId: guest('patient').participantId })
  await scene.order('consultation.end', { consultationId, reason })
})

export const doorScreens: readonly Screen[] = [
  ended('30-ended', 'completed'),
  ended('31-ended-in-person', 'reroutedInPerson'),
  ended('32-ended-emergency', 'reroutedEmergency'),
  ended('33-ended-technical', 'technical'),
  closing('34-cancelled', ({ words }) => words.visit.cancelled.title, (scene, { consultationId }) => scene.order('consultation.cancel', { consultationId })),
  closing('35-no-show', ({ words }) => words.visit.noShow.title, (scene, { consultationId }) => scene.order('consultation.markNoShow', { consultationId })),
  refusal('40-link-unknown', 'unknown', ({ lien }) => `${lien.url}/visit#${'A'.repeat(43)}`),
  refusal('41-link-expired', 'expired', async (scene) => {
    const { participantId, link } = (await scene.visit()).guest('patient')
    await scene.lien.database.query(`UPDATE links SET expires_at = now() - interval '1 minute' WHERE participant_id = $1`, [participantId])
    return link
  }),
  refusal('42-link-revoked', 'revoked', async (scene) => {
    const { consultationId, guest } = await scene.visit()
    await scene.order('link.revoke', { consultationId, participantId: guest('patient').participantId })
    return guest('patient').link
  }),
  refusal('43-link-used-up', 'usedUp', async (scene) => {
    const { consultationId, guest } = await scene.visit()
    await scene.order('consultation.cancel', { consultationId })
    return guest('patient').link
  }),
  refusal('44-somebody-elses-address', 'session', async (scene) => `${scene.lien.url}/visit/${(await scene.visit()).guest('patient').participantId}`),
  refusal('45-service-away', 'away', async (scene) => (await scene.visit()).guest('patient').link, (page) => page.route('**/api/**', (route) => route.abort())),
  {
    name: '46-page-stopped',
    async show(scene) {
      const visit = await scene.visit()
      await scene.bring(visit, 'checkedIn')
      const patient = await scene.guest()
      await patient.page.route(/\/assets\/Waiting.*\.js$/, (route) => route.abort())
      await patient.open(visit.guest('patient').link)
      await patient.heading(scene.words.common.crash.title).waitFor()
      return patient.page
    },
  },
]
