import type { PageWords } from '../messages/page/en.ts'
import { formFor, type Plural } from '../messages/plural.ts'

/** Fills the placeholders of a sentence. */
export const fill = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder))

/** The form of a sentence that goes with a number, filled with it as `n`. */
export const counted = (plural: Plural, n: number, words: PageWords): string =>
  fill(formFor(plural, n, words.formats), { n: new Intl.NumberFormat(words.formats).format(n) })

/** A length of time as people say it: whole minutes, seconds in the last one, hours from two on. */
export function spoken(seconds: number, words: PageWords): string {
  const [value, unit] =
    seconds < 60
      ? [Math.max(seconds, 1), 'second']
      : seconds < 7200
        ? [Math.round(seconds / 60), 'minute']
        : [Math.round(seconds / 3600), 'hour']
  return new Intl.NumberFormat(words.formats, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}

/** A countdown that is watched: `1:05`. */
export function stopwatch(seconds: number, words: PageWords): string {
  const two = new Intl.NumberFormat(words.formats, { minimumIntegerDigits: 2 })
  return `${new Intl.NumberFormat(words.formats).format(Math.floor(seconds / 60))}:${two.format(seconds % 60)}`
}
