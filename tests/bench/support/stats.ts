/** The value below which a share `p` (0 to 1) of the samples lies, by the nearest rank. */
export function quantile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN
}
export const median = (samples: readonly number[]): number => quantile(samples, 0.5)
export const rounded = (value: number, digits = 0): number => Number(value.toFixed(digits))

/** One JSON line for one result. */
export const printResult = (result: object): void => void process.stdout.write(`${JSON.stringify(result)}\n`)
