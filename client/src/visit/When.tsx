import { useI18n } from '../i18n/I18n.tsx'
import { clock, dayOf, relative, sameClock } from '../i18n/time.ts'
import { useNow } from '../useStore.ts'

/** The day and hour at the hospital, how far away it is, and the person's own hour when it differs. */
export function When({ at, zone }: { at: string; zone: string }) {
  const { t, locale } = useI18n()
  const now = useNow()
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  const differs = !sameClock(at, zone, own)
  return (
    <>
      <p className="when">
        <time dateTime={at}>{t.visit.when(dayOf(at, zone, locale), clock(at, zone, locale))}</time>{' '}
        <span className="away">({relative(at, now, locale) ?? t.visit.now})</span>
      </p>
      {differs && <p className="soft">{t.visit.localTime(clock(at, own, locale), dayOf(at, own, locale))}</p>}
    </>
  )
}
