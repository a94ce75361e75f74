import { accessScreens } from './access.ts'
import { administrationScreens } from './administration.ts'
import { alertScreens } from './alerts.ts'
import { callScreens } from './call.ts'
import { consultationScreens } from './consultation.ts'
import { codeScreens } from './codes.ts'
import { doorScreens } from './doors.ts'
import { precallScreens } from './precall.ts'
import { questionScreens } from './questions.ts'
import { guestScreens } from './guest.ts'
import { professionalScreens } from './professional.ts'
import { telephoneScreens } from './telephone.ts'
import { summaryScreens } from './summary.ts'
import { followUpScreens } from './followUps.ts'
import type { Screen } from './Scene.ts'

/** Every screen there is: pictures are taken of each, and axe looks at each. */
export const screens: readonly Screen[] = [...guestScreens, ...precallScreens, ...questionScreens, ...codeScreens, ...callScreens, ...doorScreens, ...professionalScreens, ...consultationScreens, ...telephoneScreens, ...summaryScreens, ...administrationScreens, ...accessScreens, ...alertScreens, ...followUpScreens]
