// How the embedded directory speaks like other products: their names for what every entry has, their marks for disabled and locked,
// what unlocks, and what they say of a password that they refuse. From their manuals; no such product was asked.
import type { DemoEntry } from '../people.ts'

export interface Dialect {
  /** Their names for OpenLDAP's attributes; null: they have none. */
  names: Readonly<Record<string, string | null>>
  disabled: readonly [name: string, value: string]
  locked: readonly [name: string, value: string]
  mustChange: readonly [name: string, value: string]
  /** What must be written to unlock, and may be written beside a password; none: a password write unlocks by itself. */
  unlocking: readonly string[]
  /** The text of a refusal by the number of the password policy's control; without one the control itself is sent. */
  texts?: Readonly<Record<number, string>>
  /** Ids of 16 bytes. */
  shortIds?: true
}

const LOCKED_FOR_EVER = '000001010000Z'
const LONG_AGO = '20240102000000Z'

export const OPENLDAP: Dialect = {
  names: {},
  disabled: ['pwdAccountLockedTime', LOCKED_FOR_EVER],
  locked: ['pwdAccountLockedTime', LONG_AGO],
  mustChange: ['pwdReset', 'TRUE'],
  unlocking: []
}

/** By the profile that is meant for them. */
export const DIALECTS = {
  freeipa: {
    names: { entryUUID: 'ipaUniqueID', pwdChangedTime: 'krbLastPwdChange' },
    disabled: ['nsAccountLock', 'TRUE'],
    locked: ['krbLoginFailedCount', '6'],
    mustChange: ['krbPasswordExpiration', LONG_AGO],
    unlocking: ['krbLoginFailedCount', 'krbLastAdminUnlock']
  },
  oid: {
    names: { entryUUID: 'orclGUID', memberOf: null },
    disabled: ['orclIsEnabled', 'DISABLED'],
    locked: ['pwdAccountLockedTime', LONG_AGO],
    mustChange: ['pwdReset', '1'],
    unlocking: ['orclPwdAccountUnlock', 'pwdReset'],
    texts: {
      6: 'Password Policy Error :9003: GSL_PWDMINLENGTH_EXCP : Your Password must be at least 20 characters long.',
      8: 'Password Policy Error :9012: GSL_PWDINHISTORY_EXCP : Your New Password cannot be the same as your Old Password.'
    }
  },
  oud: {
    names: { memberOf: 'isMemberOf' },
    disabled: ['ds-pwp-account-disabled', 'true'],
    locked: ['pwdAccountLockedTime', LONG_AGO],
    mustChange: ['pwdReset', 'true'],
    unlocking: []
  },
  odsee: {
    names: { entryUUID: 'nsUniqueId', memberOf: 'isMemberOf' },
    disabled: ['nsAccountLock', 'true'],
    locked: ['pwdAccountLockedTime', LONG_AGO],
    mustChange: ['pwdReset', 'TRUE'],
    unlocking: ['pwdAccountLockedTime']
  },
  'ibm-sds': {
    names: { entryUUID: 'ibm-entryUuid', memberOf: 'ibm-allGroups' },
    disabled: ['ibm-pwdAccountLocked', 'TRUE'],
    locked: ['pwdAccountLockedTime', LONG_AGO],
    mustChange: ['pwdReset', 'TRUE'],
    unlocking: ['pwdAccountLockedTime', 'pwdFailureTime', 'pwdReset']
  },
  edirectory: {
    names: { entryUUID: 'GUID', memberOf: 'groupMembership' },
    disabled: ['loginDisabled', 'TRUE'],
    locked: ['lockedByIntruder', 'TRUE'],
    mustChange: ['passwordExpirationTime', LONG_AGO],
    unlocking: ['lockedByIntruder', 'loginIntruderAttempts'],
    texts: { 6: 'NDS error: password too short (-216)', 8: 'NDS error: duplicate password (-215)' },
    shortIds: true
  }
} as const satisfies Readonly<Record<string, Dialect>>

/** An entry of the fixture as they would have it. */
export function translated(entry: DemoEntry, { names, disabled, locked, shortIds }: Dialect): DemoEntry {
  const { pwdAccountLockedTime: [lock] = [], ...others } = entry.attributes
  const renamed = Object.entries(others).flatMap(([name, values]) => {
    const theirs = names[name] === undefined ? name : names[name]
    return theirs === null
      ? []
      : [[theirs, name === 'entryUUID' && shortIds ? values.map((id) => id.replaceAll('-', '').slice(0, 16)) : values]]
  })
  const [name, value] = lock === LOCKED_FOR_EVER ? disabled : locked
  return { ...entry, attributes: { ...Object.fromEntries(renamed), ...(lock === undefined ? {} : { [name]: [value] }) } }
}
