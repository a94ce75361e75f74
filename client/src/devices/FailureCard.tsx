import type { DevicesSnapshot } from '../call/Devices.ts'
import type { DeviceFailure } from '../call/deviceFailure.ts'
import { platform } from '../help/platform.ts'
import { useI18n } from '../i18n/I18n.tsx'
import type { Catalogue } from '../i18n/fr/index.ts'
import { Notice } from '../ui/Notice.tsx'
import './devices.css'

const stepsFor = (failure: DeviceFailure, help: Catalogue['help']): readonly string[] => (failure === 'denied' ? help.denied[platform()] : help[failure])

/** What failed and how to repair it in this very browser; what still works comes last. */
export function FailureCard({ devices: { camera, microphone } }: { devices: DevicesSnapshot }) {
  const { t } = useI18n()
  const failure = microphone.failure ?? camera.failure
  if (!failure) return null
  const which = camera.failure === microphone.failure ? 'both' : microphone.failure ? 'microphone' : 'camera'
  return (
    <Notice tone="warn" role="alert">
      <h2>{t.help.failures[failure][which]}</h2>
      <ol className="fix">{stepsFor(failure, t.help).map((step) => <li key={step}>{step}</li>)}</ol>
      <p>{microphone.failure ? t.help.noSound : t.help.audioOnly}</p>
    </Notice>
  )
}
