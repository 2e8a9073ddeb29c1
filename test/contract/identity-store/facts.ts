import type { Facts } from './directories.ts'

/** OpenLDAP, and the embedded server that is like it. */
export const LDAP_FACTS: Facts = {
  rdn: 'uid',
  usernameAttribute: 'uid',
  personClass: 'inetOrgPerson',
  guid: /^[0-9a-f-]{36}$/,
  freshMarker: /^20240101000000(\.0+)?Z$/,
  commonGroups: [],
  nesting: [
    { groups: 'memberOf', isTold: false },
    { groups: 'search', isTold: true }
  ],
  ruleFilter: '(uid:caseIgnoreMatch:={})',
  writes: ['exop', 'replace'],
  passwordAttribute: 'userPassword',
  passwordValue: (password) => password,
  holdsResetsTo: { history: true, minAge: true },
  letsOldPasswordsIn: false,
  takesHashes: true,
  goneFault: /^directory is unavailable$/,
  forbidden: { mail: 'evil@example.com', mobile: 'evil', pwdAccountLockedTime: '20240102000000Z', uid: 'evil', description: 'evil' },
  operational: 'entryUUID',
  stamps: ['pwdChangedTime', 'pwdAccountLockedTime'],
  tellsLock: true,
  takesDemandsBack: true,
  tellsMissingBase: true,
  peopleFind: 'a refusal',
  admitsNobody: false
}

/** 389 Directory Server 2.3. */
export const DS389_FACTS: Facts = {
  ...LDAP_FACTS,
  guid: /^[0-9a-f]{8}(-[0-9a-f]{8}){3}$/,
  // It writes one at the first change only.
  freshMarker: /^$/,
  writes: ['replace'],
  nesting: [
    { groups: 'memberOf', isTold: true },
    { groups: 'search', isTold: true }
  ],
  // Who may not write there is not told whether anybody is there.
  goneFault: /answered 50: grant the reset identity/,
  forbidden: {
    mail: 'evil@example.com',
    mobile: 'evil',
    nsAccountLock: 'false',
    passwordExpirationTime: '20300101000000Z',
    description: 'evil'
  },
  operational: 'nsUniqueId',
  stamps: ['pwdUpdateTime', 'accountUnlockTime'],
  tellsMissingBase: false,
  peopleFind: 'nothing'
}

/** Samba 4.17 as an Active Directory domain controller. */
export const SAMBA_FACTS: Facts = {
  ...LDAP_FACTS,
  rdn: 'cn',
  usernameAttribute: 'sAMAccountName',
  personClass: 'user',
  freshMarker: /^\d{18}$/,
  commonGroups: ['CN=Domain Users,CN=Users,DC=example,DC=com', 'CN=Users,CN=Builtin,DC=example,DC=com'],
  nesting: [{ groups: 'in-chain', isTold: true }],
  ruleFilter: '(&(userAccountControl:1.2.840.113556.1.4.803:=512)(sAMAccountName={}))',
  writes: ['replace'],
  passwordAttribute: 'unicodePwd',
  passwordValue: (password) => Buffer.from(`"${password}"`, 'utf16le'),
  // It does not offer the policy-hints control.
  holdsResetsTo: { history: false, minAge: false },
  // For an hour, as a domain does (OldPasswordAllowedPeriod).
  letsOldPasswordsIn: true,
  takesHashes: false,
  forbidden: { mail: 'evil@example.com', mobile: 'evil', userAccountControl: '66048', adminCount: '0', description: 'evil' },
  operational: 'msDS-User-Account-Control-Computed',
  stamps: ['msDS-User-Account-Control-Computed'],
  // Every account of a domain may read, unless somebody took that away.
  peopleFind: 'people without passwords',
  admitsNobody: true
}
