// The step of the new password, as it is typed: each line of the rules stands as they say.
import type { Locale } from '../messages/locales.ts'
import type { PolicyLine } from './api.ts'
import { edited, type Model, paused, suggested } from './model.ts'
import { say, standings, suggestion } from './rules.ts'

/** Long enough for whoever types not to be interrupted. */
const PAUSE_MS = 1000

let pause: ReturnType<typeof setTimeout> | undefined

/** What the step needs of the page around it. */
interface Page {
  current(): Model
  become(next: Model): void
}

const field = (): HTMLInputElement | null => document.querySelector('#password')

/** Judges what stands in the field already, and sees whether a password can be suggested. */
export function prepare({ current, become }: Page): void {
  const { policy } = current()
  become({
    ...current(),
    standings: standings(policy, field()?.value ?? ''),
    tally: undefined,
    canSuggest: suggestion(policy) !== undefined
  })
}

/** A rule in the language of the page, which may have been changed since the server spoke. */
export const sayIn =
  (locale: Locale) =>
  (line: PolicyLine): string =>
    say(line, locale)

/** Judges what is typed now, and says how far it is when the person pauses. */
export function judgeTyped({ current, become }: Page): void {
  become(edited(current(), standings(current().policy, field()?.value ?? '')))
  clearTimeout(pause)
  pause = setTimeout(() => become(paused(current())), PAUSE_MS)
}

/** Puts a password into the field that keeps every rule that was told, and shows it. */
export function suggest({ current, become }: Page): void {
  const { policy } = current()
  const password = suggestion(policy)
  const input = field()
  if (!input || password === undefined) return
  input.value = password
  become(suggested(current(), standings(policy, password)))
}
