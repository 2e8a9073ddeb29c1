// What became of a change with the current password, in two tellings: all of it to the log, and to the person what they may know.
import type { Log } from '../ports.ts'
import type { Unseen } from './seek.ts'
import { type ToldRule, tellViolations } from './telling.ts'
import type { Written } from './write-own.ts'

export type ChangePasswordOutcome =
  | { committed: true }
  | { refusal: 'too_many_requests'; retryAfter: number }
  /** A wrong password, and everybody who is nobody here. */
  | { refusal: 'current_rejected' }
  /** Told only to who gave the right password. */
  | { refusal: 'reset_required' }
  | { refusal: 'password_unacceptable'; violations: ToldRule[] }

type Ended = Written | { kind: 'rejected'; reason: Unseen['reason'] | 'wrong' | 'tries' }

/** `who` and `net` in the form that the log may hold. */
interface Whose {
  who: string
  net: string
  account: string
  locale: string
}

export function tellOutcome(log: Log, { locale, ...whose }: Whose, outcome: Ended): ChangePasswordOutcome {
  switch (outcome.kind) {
    case 'changed':
      log('change.changed', { ...whose, ...(outcome.fault === undefined ? {} : { fault: outcome.fault }) })
      return { committed: true }
    case 'refused':
      log('change.refused', { ...whose, rules: outcome.violations.map(({ rule }) => rule).join(' ') })
      return { refusal: 'password_unacceptable', violations: tellViolations(outcome.violations, locale) }
    case 'must reset':
      log('change.rejected', { ...whose, reason: outcome.kind })
      return { refusal: 'reset_required' }
    case 'rejected':
      log('change.rejected', { ...whose, reason: outcome.reason })
      return { refusal: 'current_rejected' }
  }
}
