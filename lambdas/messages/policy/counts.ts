// What the sentences of languages with plural forms are made of.
import { formFor, type Plural } from '../plural.ts'
import type { Params, Sentence } from './index.ts'

export const number = (value: string | number | undefined): number => Number(value ?? 0)

/** Says how many in a language: the form for the number, with the number in it. */
export const countedIn =
  (language: string) =>
  (forms: Plural, value: string | number | undefined): string =>
    formFor(forms, number(value), language).replace('{n}', String(number(value)))

/** A sentence that depends on nothing. */
export const always = (text: string) => (): string => text

/** What was found instead, where it was looked for: `before` and `after` stand around it. */
export const foundIn =
  (before: string, after: string, mark: (value: string | number) => string | number = (value) => value) =>
  ({ found }: Params): string =>
    found === undefined ? '' : `${before}${mark(found)}${after}`

/** A sentence for a limit of the directory's own, which comes without its number. */
export const orUntold =
  (untold: string, told: Sentence): Sentence =>
  (params) =>
    params['required'] === undefined && params['allowed'] === undefined ? untold : told(params)
