// One password write, as the store's profile does it: the attribute replaced together with what unlocks, or RFC 3062.
import { Attribute, BerWriter, Change, type Client, type Control, PasswordPolicyControl } from 'ldapts'
import type { StoreConfig } from '../../config.ts'
import type { Violation } from '../../policy/policy.ts'
import { isAnswer } from './faults.ts'
import type { Profile } from './profiles/profile.ts'

const PASSWORD_MODIFY = '1.3.6.1.4.1.4203.1.11.1'

/** `{SSHA}…` is taken for a password that is hashed already: it would be stored as it is, and another one would open. */
const LOOKS_HASHED = /^\{[^{}]*\}/

export interface Writing {
  dn: string
  password: string
  how: NonNullable<StoreConfig['write']>
  now: number
}

/** The directory's own rules that the password breaks, or none where it is written. Throws any other refusal. */
export async function writePassword(client: Client, profile: Profile, { dn, password, how, now }: Writing): Promise<Violation[]> {
  if (profile.takesHashes && LOOKS_HASHED.test(password)) return [{ rule: 'directoryQuality', params: {} }]
  const policy = new PasswordPolicyControl()
  const unlocking = profile.unlocking?.(now) ?? []
  try {
    const controls: Control[] = [policy, ...((await profile.controls?.(client)) ?? [])]
    if (how === 'replace') await client.modify(dn, [...(profile.password ?? userPassword)(password), ...unlocking], controls)
    else {
      // Unlocked first: what is refused after the password was written would look like a password that was not.
      if (unlocking.length > 0) await client.modify(dn, unlocking, controls)
      await client.exop(PASSWORD_MODIFY, passwordModify(dn, password), controls)
    }
    return []
  } catch (error) {
    if (!isAnswer(error)) throw error
    const rule = profile.refusedRule({ code: error.code, text: error.message, policyError: policy.value?.error, error })
    if (rule === undefined) throw error
    return [{ rule, params: {} }]
  }
}

export const replaced = (type: string, ...values: string[] | Buffer[]): Change =>
  new Change({ operation: 'replace', modification: new Attribute({ type, values }) })

const userPassword = (password: string): Change[] => [replaced('userPassword', password)]

/** PasswdModifyRequestValue of RFC 3062, without an old password. */
function passwordModify(dn: string, password: string): Buffer {
  const value = new BerWriter()
  value.startSequence()
  value.writeString(dn, 0x80)
  value.writeString(password, 0x82)
  value.endSequence()
  return value.buffer
}
