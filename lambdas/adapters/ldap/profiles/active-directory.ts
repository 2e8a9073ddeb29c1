// Active Directory, and Samba as its domain controller. The password is written as an administrator resets it: no rule of its
// domain looks at the old one, unless the policy-hints control asks for that (MS-ADTS 3.1.1.3.4.1.27).
import { Attribute, type BerWriter, Change, Control } from 'ldapts'
import { Misconfigured } from '../../../ports.ts'
import { fileTimeOf, known } from '../entry.ts'
import { offers } from '../offers.ts'
import { added, removed, replaced } from '../switches.ts'
import { PEOPLE } from './people.ts'
import type { Profile, Refusal } from './profile.ts'
import { CONSTRAINT_VIOLATION, ruleInWords, UNWILLING } from './refusals.ts'

const ACCOUNT_DISABLED = 0x2
/** Of msDS-User-Account-Control-Computed: lockoutTime alone does not say whether a lock still holds. */
const LOCKED_OUT = 0x10
const PASSWORD_EXPIRED = 0x800000

const POLICY_HINTS = '1.2.840.113556.1.4.2239'

class PolicyHints extends Control {
  constructor() {
    super(POLICY_HINTS, { critical: true })
  }
  /** PolicyHintsRequestValue, Flags 1: history and minimum age count as at a change. */
  override writeControl(writer: BerWriter): void {
    writer.writeBuffer(Buffer.from([0x30, 3, 2, 1, 1]), 0x04)
  }
}

/** unicodePwd (MS-ADTS 3.1.1.3.1.5): in quotes, UTF-16LE, nothing escaped. */
export const unicodePwd = (password: string): Buffer => Buffer.from(`"${password}"`, 'utf16le')

const changed = (operation: 'add' | 'delete', password: string): Change =>
  new Change({ operation, modification: new Attribute({ type: 'unicodePwd', values: [unicodePwd(password)] }) })

export const activeDirectory: Profile = {
  defaults: {
    filter: '(&(objectCategory=person)(objectClass=user)(|(sAMAccountName={})(userPrincipalName={})(mail={})))',
    attributes: { ...PEOPLE.attributes, username: ['sAMAccountName'] },
    write: 'replace',
    groups: 'in-chain'
  },
  guid: { attribute: 'objectGUID', kind: 'guid' },
  memberOf: 'memberOf',
  attributes: [
    'userAccountControl',
    'msDS-User-Account-Control-Computed',
    'accountExpires',
    'pwdLastSet',
    'adminCount',
    'lastLogon',
    'lastLogonTimestamp',
    'primaryGroupID'
  ],
  binary: ['objectSid'],
  takesHashes: false,

  standing(entry, now) {
    const [flags, computed] = ['userAccountControl', 'msDS-User-Account-Control-Computed'].map((name) => Number(entry.first(name) ?? 0))
    const logins = ['lastLogon', 'lastLogonTimestamp'].flatMap((name) => fileTimeOf(entry.first(name)) ?? [])
    return {
      isDisabled:
        Boolean((flags ?? 0) & ACCOUNT_DISABLED) || (fileTimeOf(entry.first('accountExpires')) ?? Number.POSITIVE_INFINITY) <= now,
      isLocked: Boolean((computed ?? 0) & LOCKED_OUT),
      isProtected: Number(entry.first('adminCount') ?? 0) > 0,
      mustChange: Boolean((computed ?? 0) & PASSWORD_EXPIRED),
      marker: entry.first('pwdLastSet') ?? '',
      ...known({ lastLogin: logins.length > 0 ? Math.max(...logins) : undefined, changedAt: fileTimeOf(entry.first('pwdLastSet')) })
    }
  },

  password: (password) => [replaced('unicodePwd', unicodePwd(password))],
  // A change, not a reset: the old value goes and the new one comes in one modify, and every rule of the domain counts.
  ownPassword: (current, password) => [changed('delete', current), changed('add', password)],
  // One modify for all three: who may not write pwdLastSet is told so, rather than leave a password that is born expired.
  unlocking: () => [replaced('lockoutTime', '0'), replaced('pwdLastSet', '-1')],
  switches: {
    // Its other flags stay; the old value must still be there, or somebody else has changed one of them.
    enabled(to, entry) {
      const before = entry.first('userAccountControl')
      if (before === undefined) return undefined
      const after = String(to ? Number(before) & ~ACCOUNT_DISABLED : Number(before) | ACCOUNT_DISABLED)
      return after === before ? [] : [removed('userAccountControl', before), added('userAccountControl', after)]
    },
    unlocked: () => [replaced('lockoutTime', '0')],
    forceChange: (to) => [replaced('pwdLastSet', to ? '0' : '-1')]
  },
  controls: async (client) => ((await offers(client, POLICY_HINTS)) ? [new PolicyHints()] : []),
  refusedRule,
  // 52e (wrong), 525 (nobody) and 775 (locked) are said without a look at the password.
  rightPassword: /\bdata (530|531|532|533|701|773)\b/,
  spentPassword: /\bdata (532|773)\b/
}

/** ERROR_PASSWORD_RESTRICTION comes as 53 or 19; which rule it was, Windows does not say and Samba does. */
function refusedRule({ code, text, error }: Refusal): string | undefined {
  if (/0000052D/i.test(text) || (code === CONSTRAINT_VIOLATION && !/0000\d{4}/.test(text))) return ruleInWords(text)
  if (code === UNWILLING && /0000001F/i.test(text))
    throw new Misconfigured('the directory takes passwords over TLS of at least 128 bits only: use ldaps:// or startTls', error)
  return undefined
}
