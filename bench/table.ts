// Figures as a table: what was measured, its floor, and what of the one is not the other.
import type { Service } from './recording.ts'

export interface Figures {
  /** Milliseconds per run. */
  own: number[]
  floor: number[]
  counts: Record<Service, number>
}

const SERVICES: readonly Service[] = ['dynamodb', 'ldap', 'kms', 'ses', 'sns', 'secrets']

const quantile = (values: readonly number[], at: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * at)] ?? 0
export const median = (values: readonly number[]): number => quantile(values, 0.5)
export const p95 = (values: readonly number[]): number => quantile(values, 0.95)

const sums = (columns: readonly number[][]): number[] =>
  (columns[0] ?? []).map((_, run) => columns.reduce((sum, column) => sum + (column[run] ?? 0), 0))

/** Prints a mode's steps and its whole. The ratio is the median of the runs' own ratios, so a machine that slows down slows both. */
export function printSteps(mode: string, steps: ReadonlyMap<string, Figures>): void {
  const all = [...steps.values()]
  const whole: Figures = {
    own: sums(all.map(({ own }) => own)),
    floor: sums(all.map(({ floor }) => floor)),
    counts: Object.fromEntries(
      SERVICES.map((service) => [service, all.reduce((sum, { counts }) => sum + counts[service], 0)])
    ) as Figures['counts']
  }
  console.log(`\n${mode} (${whole.own.length} resets, ms)`)
  console.log(row(['', 'median', 'p95', 'floor', 'p95', 'ratio', ...SERVICES]))
  for (const [name, figures] of [...steps, ['whole reset', whole] as const]) console.log(row(cells(name, figures)))
}

function cells(name: string, { own, floor, counts }: Figures): string[] {
  const ratio = median(own.map((took, run) => took / (floor[run] ?? 1)))
  const times = [median(own), p95(own), median(floor), p95(floor), ratio].map((value) => value.toFixed(2))
  return [name, ...times, ...SERVICES.map((service) => String(counts[service]))]
}

const row = ([name = '', ...rest]: readonly string[]): string => name.padEnd(12) + rest.map((cell) => cell.padStart(9)).join('')
