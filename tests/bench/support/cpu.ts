import { readFileSync } from 'node:fs'

/** Linux counts CPU time for its readers in hundredths of a second, on every architecture (proc(5), USER_HZ). */
const ticksPerSecond = 100

/** s of CPU that a process has used since it began, in user space and in the kernel (proc(5): fields 14 and 15 of stat). */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name may hold spaces: what follows its bracket begins with field 3.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** Resident bytes of a process. */
export const residentBytes = (pid: number): number => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024

/** s of CPU, over all cores since the machine began, that its host gave to somebody else while this one wanted it (proc(5): steal). */
export const stolenSeconds = (): number => Number(readFileSync('/proc/stat', 'utf8').split(/\s+/, 9)[8]) / ticksPerSecond
