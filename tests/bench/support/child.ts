import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What a forked program of a bench can be asked, by name; everything that passes is JSON. */
type Actions = Record<string, (input: never) => unknown>
interface Question { id: number; name: string; input: unknown }
interface Answer { id: number; value?: unknown; error?: string }

/** In the forked program: answers whoever started it, and ends with them. */
export function serve(actions: Actions): void {
  process.on('message', ({ id, name, input }: Question) => {
    const answer = (body: Omit<Answer, 'id'>) => process.send?.({ id, ...body })
    Promise.resolve(input as never).then((given) => actions[name]?.(given)).then((value) => answer({ value }), (error: unknown) => answer({ error: error instanceof Error ? error.stack ?? error.message : String(error) }))
  })
  process.once('disconnect', () => process.exit(0))
}

export interface Child<A extends Actions> {
  pid: number
  /** @throws Error with the program's own */
  ask: <N extends keyof A & string>(name: N, input: Parameters<A[N]>[0]) => Promise<Awaited<ReturnType<A[N]>>>
  close: () => void
}

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** A program of `tests/bench/support` in a process of its own, so that its CPU and memory are told apart. */
export function startChild<A extends Actions>(program: string, { env = {}, flags = [] }: { env?: Record<string, string>; flags?: string[] } = {}): Child<A> {
  const child: ChildProcess = fork(fileURLToPath(new URL(program, import.meta.url)), { execArgv: ['--import', 'tsx', ...flags], cwd: root, env: { ...process.env, ...env } })
  const waiting = new Map<number, (answer: Answer) => void>()
  let [last, gone] = [0, false]
  child.on('message', (answer: Answer) => {
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  child.once('exit', (code) => {
    gone = true
    for (const tell of waiting.values()) tell({ id: 0, error: `${program} exited with ${String(code)}.` })
  })
  return {
    pid: child.pid ?? 0,
    ask: (name, input) => new Promise((resolve, reject) => {
      if (gone) return reject(new Error(`${program} is gone.`))
      const id = ++last
      waiting.set(id, ({ value, error }) => { if (error === undefined) resolve(value as never); else reject(new Error(error)) })
      child.send({ id, name, input })
    }),
    close: () => { child.kill() },
  }
}
