import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { constants } from 'node:os'
import { dirname } from 'node:path'
import { diskFull, saysDiskFull } from './hint.mjs'

/** A command that ended badly; callers turn it into a Hint that says what to do. */
export class CommandFailed extends Error {
  name = 'CommandFailed'
  /** @param {string} command @param {number | null} code @param {string} tail */
  constructor(command, code, tail) {
    super(`${command} ended with ${code ?? 'a signal'}\n${tail}`)
    this.code = code
    this.tail = tail
  }
}

/**
 * Runs a command and resolves with the last of its output.
 * It gets its own process group, so that an interrupted set-up leaves no compiler behind.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, log?: string, onLine?: (line: string) => void, signal?: AbortSignal }} [options] log: file that keeps the whole output
 * @returns {Promise<string>}
 */
export async function run(command, args, { cwd, env, log, onLine, signal } = {}) {
  if (log) await mkdir(dirname(log), { recursive: true })
  const sink = log ? createWriteStream(log) : undefined
  sink?.on('error', () => sink.destroy()) // a full disk must not hide the command's own words
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const release = followParent(child, signal)
  let tail = ''
  let partial = ''
  const listen = (/** @type {Buffer} */ chunk) => {
    const text = chunk.toString()
    sink?.write(text)
    tail = (tail + text).slice(-4000)
    const lines = (partial + text).split('\n')
    partial = lines.pop() ?? ''
    for (const line of lines) onLine?.(line)
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    if (code === 0) return tail
    if (saysDiskFull(tail)) throw diskFull()
    throw new CommandFailed([command, ...args].join(' '), code, tail)
  } finally {
    release()
    sink?.end()
  }
}

/** Ends a child's process group when this process is asked to end. @param {import('node:child_process').ChildProcess} child @param {AbortSignal} [abort] @returns {() => void} to be called at the child's end */
export function followParent(child, abort) {
  const kill = () => {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGTERM')
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error
    }
  }
  const stop = (/** @type {NodeJS.Signals} */ signal) => {
    kill()
    process.exit(128 + constants.signals[signal])
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  abort?.addEventListener('abort', kill)
  return () => {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
    abort?.removeEventListener('abort', kill)
  }
}
