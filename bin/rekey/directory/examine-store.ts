// Visits one store as each identity and says what was found. Read only: rights are found out as lambdas/adapters/ldap/survey/rights.ts says.
import {
  certificateAt,
  isHeldToPolicy,
  nativePolicies,
  type Root,
  rightsOver,
  rootOf,
  sampleOf,
  seesPassword,
  switchedBy,
  type Visit,
  visit,
  writtenBy
} from '../../../lambdas/adapters/ldap/survey/index.ts'
import type { StoreConfig } from '../../../lambdas/config.ts'
import type { Person } from '../../../lambdas/ports.ts'
import type { Deployed } from './deployed.ts'
import { examineGroups } from './examine-groups.ts'
import { type Finding, type Found, faultWords, findingsAbout } from './findings.ts'
import {
  judgeAttributes,
  judgeCertificate,
  judgeClock,
  judgeOffers,
  judgePolicies,
  judgeSearchRights,
  judgeWriteRights
} from './judgements.ts'

/** Who binds to a store as themselves; people who change their own passwords are found by an identity like the first. */
const ROLES = ['search', 'reset', 'status'] as const
type Role = (typeof ROLES)[number]

interface Ward {
  deployed: Deployed
  store: StoreConfig
  findings: Finding[]
}

/** Everything about one store, its addresses first. */
export async function examineStore(deployed: Deployed, store: StoreConfig, now: number): Promise<Finding[]> {
  const ward: Ward = { deployed, store, findings: [] }
  const visits: Partial<Record<Role, Visit>> = {}
  let root: Root | undefined
  for (const url of store.urls) {
    const found = findingsAbout(`${store.id} ${url}`)
    if (!(await isTrusted(ward, found, url, now))) continue
    for (const role of ROLES) {
      const came = await bound(ward, url, role)
      if (came && role === 'search') {
        const shown = await rootOf(came)
        ward.findings.push(...judgeOffers(found, shown, store.profile, writtenBy(store).how), judgeClock(found, shown, now))
        root ??= shown
      }
      if (came && !visits[role]) visits[role] = came
      else came?.close()
    }
  }
  try {
    await examinePeople(ward, visits, root)
  } catch (error) {
    const found = findingsAbout(store.id)
    ward.findings.push(found('people', 'problem', `the directory stopped answering: ${faultWords(error)}`, 'look at its log'))
  } finally {
    for (const one of Object.values(visits)) one.close()
  }
  return ward.findings
}

async function isTrusted({ store, findings }: Ward, found: Found, url: string, now: number): Promise<boolean> {
  try {
    findings.push(judgeCertificate(found, await certificateAt(store, url), now))
    return true
  } catch (error) {
    findings.push(found('certificate', 'problem', faultWords(error), 'nothing works until this does; see docs/doctor.md'))
    return false
  }
}

async function bound({ deployed, store, findings }: Ward, url: string, role: Role): Promise<Visit | undefined> {
  const found = findingsAbout(`${store.id} ${url}`)
  const identity = deployed.identity(role, store.id)
  if (!identity) {
    findings.push(found('bind', 'untold', `who the ${role} identity is was not said`, `say --${role}-identity FILE or --${role}-arn ARN`))
    return undefined
  }
  try {
    const came = await visit(store, url, role, await identity)
    findings.push(found('bind', 'ok', `the ${role} identity binds`))
    return came
  } catch (error) {
    findings.push(
      found(
        'bind',
        role === 'status' ? 'warning' : 'problem',
        `the ${role} identity does not bind: ${faultWords(error)}`,
        role === 'status' ? 'nobody can set the state of accounts, and all else works' : "look at the identity's secret and account"
      )
    )
    return undefined
  }
}

async function examinePeople(ward: Ward, { search, reset, status }: Partial<Record<Role, Visit>>, root: Root | undefined): Promise<void> {
  const { deployed, store, findings } = ward
  if (!search) return
  const found = findingsAbout(`${store.id} search identity`)
  const { people, sample, fault } = await sampled(search, store)
  if (!sample) {
    const why = fault === undefined ? `nobody under ${store.baseDn} matches the filter` : faultWords(fault)
    findings.push(found('people', 'problem', why, 'look at baseDn, filter and what the search identity may read'))
    return
  }
  findings.push(found('people', 'ok', `finds people under ${store.baseDn}`))
  findings.push(...judgeAttributes(found, people, deployed.settings.SMS_COUNTRIES.length > 0))
  findings.push(judgeSearchRights(found, await rightsIn(ward, 'search', search, sample, root)))
  await examineHashes(ward, search, sample, 'search')
  const { default: fallback, groups } = deployed.settings.POLICIES
  const ours = [
    fallback,
    ...groups.filter((one) => !('store' in one) || one.store === undefined || one.store === store.id).map(({ policy }) => policy)
  ]
  findings.push(...judgePolicies(findingsAbout(`${store.id} password policy`), await nativePolicies(search, store, sample.dn), ours))
  for (const [role, one] of Object.entries({ search, reset, status }) as [Role, Visit | undefined][])
    if (one) findings.push(...(await examineGroups(deployed.settings, store, role, one)))
  if (reset) await examineReset(ward, reset, { people, sample }, root)
  if (status) await examineWriter(ward, 'status', status, sample, root)
}

async function sampled(search: Visit, store: StoreConfig): Promise<{ people: Person[]; sample: Person | undefined; fault?: unknown }> {
  try {
    return await sampleOf(search, store)
  } catch (fault) {
    return { people: [], sample: undefined, fault }
  }
}

/** Beside what a reset writes: what redirects a code, opens another door, or says what somebody is. */
const TELLING = [
  'description',
  'mail',
  'mobile',
  'telephoneNumber',
  'cn',
  'sn',
  'manager',
  'seeAlso',
  'objectClass',
  'memberOf',
  'pwdPolicySubentry',
  'aci'
]

async function rightsIn({ deployed, store }: Ward, role: Role, visit: Visit, { dn }: Person, root: Root | undefined) {
  const { password, state } = writtenBy(store)
  const { username = [], mail = [], mobile = [] } = store.attributes
  const ask = [...new Set([password, ...state, ...switchedBy(store), ...TELLING, ...username, ...mail, ...mobile])]
  const as = (await deployed.identity(role, store.id))?.bindDn ?? ''
  return rightsOver(visit, store, as, dn, root, ask)
}

async function examineHashes({ store, findings }: Ward, visit: Visit, { dn }: Person, role: Role): Promise<boolean> {
  const found = findingsAbout(`${store.id} ${role} identity`)
  const sees = await seesPassword(visit, store, dn)
  findings.push(
    sees
      ? found('hashes', 'problem', 'may read password hashes', 'take reading of the password attribute away; writing does not need it')
      : found('hashes', 'ok', 'is shown no password hashes')
  )
  return sees
}

/** Whether an identity that writes sees whom it must, may write what it must, and nothing more; whether it is shown hashes. */
async function examineWriter(ward: Ward, role: Exclude<Role, 'search'>, visit: Visit, sample: Person, root: Root | undefined) {
  const { store, findings } = ward
  const found = findingsAbout(`${store.id} ${role} identity`)
  const seen = await sampled(visit, store)
  if (!seen.people.some(({ dn }) => dn === sample.dn))
    findings.push(found('people', 'problem', 'is not shown the people that the search identity finds', 'grant it to read people as well'))
  else findings.push(found('people', 'ok', 'is shown the same people'))
  const { password, state } = writtenBy(store)
  const needed = role === 'reset' ? [password, ...state] : switchedBy(store)
  findings.push(...judgeWriteRights(found, await rightsIn(ward, role, visit, sample, root), needed))
  return examineHashes(ward, visit, sample, role)
}

async function examineReset(
  ward: Ward,
  reset: Visit,
  { people, sample }: { people: Person[]; sample: Person },
  root: Root | undefined
): Promise<void> {
  const { store, findings } = ward
  const found = findingsAbout(`${store.id} reset identity`)
  const sees = await examineWriter(ward, 'reset', reset, sample, root)
  if (store.profile === 'openldap') findings.push(await policyFinding(found, reset, sample, sees))
  await examineProtected(ward, found, reset, people, root)
}

/** Manage, rootdn's right, holds reading; so who is shown no hash has no manage. */
async function policyFinding(found: Found, reset: Visit, { dn }: Person, seesHash: boolean): Promise<Finding> {
  if (!seesHash) return found('policy-skipped', 'ok', 'has write and not manage: the password policy counts for it')
  const isHeld = await isHeldToPolicy(reset, dn)
  if (isHeld) return found('policy-skipped', 'ok', 'the password policy counts for it')
  return found(
    'policy-skipped',
    'problem',
    isHeld === false
      ? 'a password of one character would not be refused: it has manage, as rootdn has, or there is no policy'
      : 'may have manage',
    'give it =w on userPassword, and neither rootdn nor manage: with these every check of the password policy is skipped'
  )
}

async function examineProtected(ward: Ward, found: Found, reset: Visit, people: readonly Person[], root: Root | undefined): Promise<void> {
  const one = people.find(({ isProtected }) => isProtected)
  if (!one) return
  const { writes } = await rightsIn(ward, 'reset', reset, one, root)
  const { password } = writtenBy(ward.store)
  ward.findings.push(
    writes.includes(password)
      ? found(
          'protected',
          'warning',
          `may write the password of protected people too, such as ${one.dn}`,
          'deny it there as well: two locks are better than one'
        )
      : found('protected', 'ok', 'may not write the password of protected people')
  )
}
