import { fr } from './index.ts'
import { professional } from './professional.ts'

/** Every word of the professionals' page; a patient's phone never loads it. A new area adds its file and its line here. */
export const office = { ...fr, professional }
export type Office = typeof office
