import { useQuestionWords } from '../i18n/questions.ts'
import { useStore } from '../useStore.ts'
import type { Answering } from './Answering.ts'

/** Where the answers are, in words. */
export function Saved({ answering }: { answering: Answering }) {
  const words = useQuestionWords().saved
  const { saved, answers } = useStore(answering.state)
  const nothing = Object.values(answers).every((one) => Object.keys(one).length === 0)
  return <p role="status" className={saved === 'saved' || saved === 'saving' ? 'saved-line soft' : 'saved-line waits'}>{nothing ? '' : words[saved]}</p>
}
