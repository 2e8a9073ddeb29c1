// One password write, as the store's profile does it: the attribute replaced together with what unlocks, or RFC 3062.
import { BerWriter, type Change, type Client, type Control, PasswordPolicyControl } from 'ldapts'
import type { StoreConfig } from '../../config.ts'
import type { Violation } from '../../policy/policy.ts'
import { isAnswer } from './faults.ts'
import type { Profile } from './profiles/profile.ts'
import { replaced } from './switches.ts'

export const PASSWORD_MODIFY = '1.3.6.1.4.1.4203.1.11.1'

/** `{SSHA}…` is taken for a password that is hashed already: it would be stored as it is, and another one would open. */
export const LOOKS_HASHED = /^\{[^{}]*\}/

export interface Writing {
  dn: string
  password: string
  how: NonNullable<StoreConfig['write']>
  now: number
  /** What another product wants to be told of a new password. */
  state: readonly Change[]
}

/** The directory's own rules that the password breaks; with none it is written, and `refusal` is what was said of the state after it. */
export interface Written {
  violations: Violation[]
  refusal?: unknown
}

/** Throws any refusal that is not about the password. */
export async function writePassword(client: Client, profile: Profile, { dn, password, how, now, state }: Writing): Promise<Written> {
  if (profile.takesHashes && LOOKS_HASHED.test(password)) return { violations: [{ rule: 'directoryQuality', params: {} }] }
  const policy = new PasswordPolicyControl()
  const unlocking = profile.unlocking?.(now) ?? []
  try {
    const controls: Control[] = [policy, ...((await profile.controls?.(client)) ?? [])]
    if (how === 'replace') {
      await client.modify(dn, [...(profile.password ?? userPassword)(password), ...unlocking, ...state], controls)
      return { violations: [] }
    }
    // Unlocked first: what is refused after the password was written would look like a password that was not.
    if (unlocking.length > 0) await client.modify(dn, unlocking, controls)
    await client.exop(PASSWORD_MODIFY, passwordModify(dn, password), controls)
  } catch (error) {
    return { violations: violationsIn(error, profile, policy) }
  }
  return afterwards(client, dn, state)
}

/** The state last: it must not tell of a new password that was refused. The password stands by then, whatever is said of the state. */
export async function afterwards(client: Client, dn: string, state: readonly Change[]): Promise<Written> {
  if (state.length === 0) return { violations: [] }
  try {
    await client.modify(dn, [...state])
    return { violations: [] }
  } catch (refusal) {
    if (!isAnswer(refusal)) throw refusal
    return { violations: [], refusal }
  }
}

/** The rules that a refusal is about. Throws every other error as it came. */
export function violationsIn(error: unknown, profile: Profile, policy: PasswordPolicyControl): Violation[] {
  if (!isAnswer(error)) throw error
  const rule = profile.refusedRule({ code: error.code, text: error.message, policyError: policy.value?.error, error })
  if (rule === undefined) throw error
  return [{ rule, params: {} }]
}

export const userPassword = (password: string): Change[] => [replaced('userPassword', password)]

/** PasswdModifyRequestValue of RFC 3062; an administrator gives no old password. */
export function passwordModify(dn: string, password: string, current?: string): Buffer {
  const value = new BerWriter()
  value.startSequence()
  value.writeString(dn, 0x80)
  if (current !== undefined) value.writeString(current, 0x81)
  value.writeString(password, 0x82)
  value.endSequence()
  return value.buffer
}
