// The windows that budgets are counted in: UTC days, hours and quarters of an hour.

const SECOND = 1000
const QUARTER = 15 * 60 * SECOND
const HOUR = 60 * 60 * SECOND
const DAY = 24 * HOUR

export interface Window {
  /** `20261121` */
  day: string
  /** `h00` … `h23` */
  hour: string
  /** `q00` … `q95` */
  quarter: string
}

const two = (n: number): string => String(n).padStart(2, '0')

export function windowAt(now: number): Window {
  const inDay = now % DAY
  return {
    day: new Date(now).toISOString().slice(0, 10).replaceAll('-', ''),
    hour: `h${two(Math.floor(inDay / HOUR))}`,
    quarter: `q${two(Math.floor(inDay / QUARTER))}`
  }
}

/** Seconds until the next quarter of an hour, hour: what Retry-After says. At least one. */
export const untilNext = (unit: 'quarter' | 'hour', now: number): number => {
  const length = unit === 'quarter' ? QUARTER : HOUR
  return Math.max(1, Math.ceil((length - (now % length)) / SECOND))
}

/** When a counter item of this day may be removed (epoch seconds): a day after its day ended. */
export const counterTtl = (now: number): number => Math.floor((now - (now % DAY) + 2 * DAY) / SECOND)

const STEP = 2 * SECOND

/** Options appear on a fixed grid after the start, so that the time of the look-up shows nothing. */
export const nextStep = (startedAt: number, now: number): number => startedAt + Math.max(1, Math.ceil((now - startedAt) / STEP)) * STEP

/** After this long without an answer from any store the person is told that the directory cannot be reached. */
export const LOCATE_PATIENCE = 10 * SECOND
