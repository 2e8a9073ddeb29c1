// The step of the new password, as it is typed: the rules are fetched when the step comes, and each line stands as they say.
import type { Locale } from '../messages/locales.ts'
import type { PolicyLine } from './api.ts'
import { edited, type Model, paused, suggested } from './model.ts'

type Rules = typeof import('./rules.ts')

/** Long enough for whoever types not to be interrupted. */
const PAUSE_MS = 1000

let rules: Rules | undefined
let pause: ReturnType<typeof setTimeout> | undefined

/** What the step needs of the page around it. */
interface Page {
  current(): Model
  become(next: Model): void
}

const field = (): HTMLInputElement | null => document.querySelector('#password')

/** Without the rules the server judges alone, and has told what it asks for. */
export async function prepare({ current, become }: Page): Promise<void> {
  try {
    rules = await import('./rules.ts')
  } catch {
    return
  }
  const { policy } = current()
  become({ ...current(), standings: rules.standings(policy, field()?.value ?? ''), canSuggest: rules.suggestion(policy) !== undefined })
}

/** A rule in the language of the page, which may have been changed since the server spoke. */
export const sayIn =
  (locale: Locale) =>
  (line: PolicyLine): string =>
    rules?.say(line, locale) ?? line.message

/** Judges what is typed now, and says how far it is when the person pauses. */
export function judgeTyped({ current, become }: Page): void {
  become(edited(current(), rules?.standings(current().policy, field()?.value ?? '')))
  clearTimeout(pause)
  pause = setTimeout(() => become(paused(current())), PAUSE_MS)
}

/** Puts a password into the field that keeps every rule that was told, and shows it. */
export function suggest({ current, become }: Page): void {
  const { policy } = current()
  const password = rules?.suggestion(policy)
  const input = field()
  if (!rules || !input || password === undefined) return
  input.value = password
  become(suggested(current(), rules.standings(policy, password)))
}
