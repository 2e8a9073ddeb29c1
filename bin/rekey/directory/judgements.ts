// What facts about a directory mean. Nothing here asks anybody anything.
import type { Certificate, NativePolicy, Rights, Root } from '../../../lambdas/adapters/ldap/survey/index.ts'
import type { StoreConfig } from '../../../lambdas/config.ts'
import type { Policy } from '../../../lambdas/policy/policy.ts'
import type { Person } from '../../../lambdas/ports.ts'
import type { Finding, Found } from './findings.ts'

const DAY = 86_400_000
const SOON_DAYS = 30

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
const listed = (names: readonly string[]): string => names.join(', ')

export function judgeCertificate(found: Found, { protocol, subject, validTo }: Certificate, now: number): Finding {
  const days = Math.floor((validTo - now) / DAY)
  const says = `${protocol}, certificate of ${subject || 'no name'} good until ${day(validTo)}`
  return days < SOON_DAYS
    ? found('certificate', 'warning', `${says}: ${days} days`, 'renew it, and the authority too where that is what runs out')
    : found('certificate', 'ok', says)
}

const PAGED = '1.2.840.113556.1.4.319'
const POLICY_ANSWER = '1.3.6.1.4.1.42.2.27.8.5.1'
const POLICY_HINTS = '1.2.840.113556.1.4.2239'
const PASSWORD_MODIFY = '1.3.6.1.4.1.4203.1.11.1'

/** What a reset and coverage want of the server. `write` is how passwords are written. */
export function judgeOffers(found: Found, root: Root | undefined, profile: StoreConfig['profile'], write: 'exop' | 'replace'): Finding[] {
  if (!root) return [found('offers', 'untold', 'the server does not show what it can do', 'let everybody read the root DSE (RFC 4512 5.1)')]
  const findings: Finding[] = []
  if (write === 'exop' && !root.extensions.has(PASSWORD_MODIFY))
    findings.push(
      found('offers', 'problem', 'it does not know the password-modify operation (RFC 3062)', "set the store's write to replace")
    )
  const isAd = profile === 'active-directory'
  if (isAd && !root.controls.has(POLICY_HINTS))
    findings.push(
      found(
        'offers',
        'warning',
        'no policy-hints control: password history and minimum age do not count at a reset',
        'keep a history in our policy'
      )
    )
  if (!isAd && !root.controls.has(POLICY_ANSWER))
    findings.push(
      found('offers', 'warning', 'no password-policy control: it refuses passwords without a reason', 'enable its password policy')
    )
  if (!root.controls.has(PAGED))
    findings.push(
      found('offers', 'warning', 'no paged results: rekey coverage sees no more than its size limit', 'enable paged results (RFC 2696)')
    )
  return findings.length > 0
    ? findings
    : [found('offers', 'ok', `knows every operation and control that is used${root.product && `: ${root.product}`}`)]
}

const SKEW_MS = 60_000

export function judgeClock(found: Found, root: Root | undefined, now: number): Finding {
  if (root?.clock === undefined) return found('clock', 'untold', 'the server shows its clock to nobody like us')
  const seconds = Math.round((root.clock - now) / 1000)
  return Math.abs(seconds) * 1000 > SKEW_MS
    ? found(
        'clock',
        'warning',
        `its clock is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} this machine's`,
        'set both by NTP'
      )
    : found('clock', 'ok', `its clock is right to ${Math.abs(seconds)} s`)
}

/** Whether the first people show what a reset needs of them. */
export function judgeAttributes(found: Found, people: readonly Person[], hasSms: boolean): Finding[] {
  const shown: readonly (readonly [string, boolean])[] = [
    ['username', people.some(({ names }) => names.username.length > 0)],
    ['mail', people.some(({ mail }) => mail.length > 0)],
    ...(hasSms ? [['mobile', people.some(({ mobile }) => mobile.length > 0)] as const] : []),
    ['given', people.some(({ names }) => names.given.length > 0)],
    ['family', people.some(({ names }) => names.family.length > 0)]
  ]
  const missing = shown.flatMap(([name, isThere]) => (isThere ? [] : [name]))
  const findings = missing.map((name) =>
    found(
      'attributes',
      'warning',
      `none of ${people.length} people shows ${name}`,
      `grant the search identity to read it, or name it in the store's attributes`
    )
  )
  if (people.every(({ marker }) => marker === ''))
    findings.push(
      found(
        'attributes',
        'warning',
        'nothing tells when a password was last changed, so a lost answer cannot be told from a lost request',
        'let the directory keep that time and both identities read it: docs/directories.md'
      )
    )
  return findings.length > 0 ? findings : [found('attributes', 'ok', `people show ${listed(shown.map(([name]) => name))}`)]
}

/** Left behind by other products beside a password; harmless to write. */
const STATE_ELSEWHERE = ['pwdReset', 'pwdAccountLockedTime', 'pwdFailureTime', 'shadowLastChange']
const MOST_NAMED = 8

const named = (names: readonly string[]): string =>
  names.length > MOST_NAMED ? `${listed(names.slice(0, MOST_NAMED))} and ${names.length - MOST_NAMED} more` : listed(names)

/** Whether an identity that writes may do its work, and nothing else. */
export function judgeWriteRights(found: Found, rights: Rights, needed: readonly string[]): Finding[] {
  const has = (name: string): boolean => rights.writes.some((one) => one.toLowerCase() === name.toLowerCase())
  const isUnclear = (name: string): boolean => rights.unclear.includes(name)
  const missing = needed.filter((name) => !has(name) && !isUnclear(name))
  const unclear = needed.filter((name) => !has(name) && isUnclear(name))
  const tolerated = new Set([...needed, ...STATE_ELSEWHERE].map((name) => name.toLowerCase()))
  const excess = [
    ...rights.alters.map((what) => `${what} the entry`),
    ...rights.writes.filter((name) => !tolerated.has(name.toLowerCase()))
  ]
  return [
    ...(missing.length > 0
      ? [found('writes', 'problem', `may not write ${listed(missing)}`, 'grant what docs/directories.md lists for this directory')]
      : unclear.length > 0
        ? [found('writes', 'untold', `whether it may write ${listed(unclear)} could not be found out without writing`)]
        : [found('writes', 'ok', `may write ${listed(needed)}`)]),
    excess.length > 0
      ? found(
          'excess',
          'problem',
          `may also write: ${named(excess)}`,
          'take it away: who takes over the function that holds it can do as much'
        )
      : found(
          'excess',
          'ok',
          rights.how === 'told' ? 'may write nothing else' : 'may write none of the other attributes that were asked about'
        )
  ]
}

export function judgeSearchRights(found: Found, rights: Rights): Finding {
  const writes = [...rights.alters.map((what) => `${what} the entry`), ...rights.writes]
  return writes.length > 0
    ? found('excess', 'problem', `may write: ${named(writes)}`, 'take it away: this identity only ever reads')
    : found('excess', 'ok', 'may write nothing')
}

/** Where the directory would refuse what our policy takes. */
export function judgePolicies(found: Found, native: readonly NativePolicy[], ours: readonly Policy[]): Finding[] {
  if (native.length === 0)
    return [
      found(
        'policy',
        'untold',
        "the directory's own password policy may not be read",
        'compare it by hand, or let the search identity read it'
      )
    ]
  const findings = native.flatMap((theirs) => ours.flatMap((policy) => stricter(found, theirs, policy)))
  return findings.length > 0
    ? findings
    : [found('policy', 'ok', 'refuses nothing that our policies take, as far as length, history, age and complexity go')]
}

function stricter(found: Found, theirs: NativePolicy, ours: Policy): Finding[] {
  const { minLength = 0, history = 0, minAgeSeconds = 0, isComplex = false } = theirs
  const told = (what: string, fix: string): Finding =>
    found('policy', 'warning', `${theirs.dn} ${what}`, `${fix}: people would be refused by rules that they were not told`)
  return [
    ...(minLength > (ours.minLength ?? 0)
      ? [
          told(
            `wants ${minLength} characters and policy ${ours.id} takes ${ours.minLength ?? 0}`,
            `set minLength of ${ours.id} to ${minLength}`
          )
        ]
      : []),
    ...(history > (ours.numPasswordsInHistory ?? 0)
      ? [
          told(
            `remembers ${history} passwords and policy ${ours.id} ${ours.numPasswordsInHistory ?? 0}`,
            `set numPasswordsInHistory of ${ours.id} to ${history}`
          )
        ]
      : []),
    ...(minAgeSeconds > 0 && !ours.minPasswordAge
      ? [
          told(
            `keeps a password for ${minAgeSeconds} s and policy ${ours.id} does not say so`,
            `set minPasswordAge of ${ours.id}, or turn it off there`
          )
        ]
      : []),
    ...(isComplex && (ours.minCharacterClasses ?? 0) < 3
      ? [told(`wants complex passwords and policy ${ours.id} does not`, `set minCharacterClasses of ${ours.id} to 3`)]
      : [])
  ]
}
