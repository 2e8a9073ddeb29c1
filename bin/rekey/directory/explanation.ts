// What a reset would make of one person: looked up by name as locate does it, or by account among everybody; told as locate never would.
import type { StoreConfig } from '../../../lambdas/config.ts'
import { accountOf } from '../../../lambdas/flow/decoy.ts'
import { isWithin, normalDn } from '../../../lambdas/flow/dn.ts'
import { MODES, type Mode } from '../../../lambdas/flow/flow.ts'
import { maskedOptions } from '../../../lambdas/flow/options.ts'
import { routesFor } from '../../../lambdas/flow/realm.ts'
import { behind } from '../../../lambdas/operations/admin/behind.ts'
import { isReachable, judgePerson } from '../../../lambdas/operations/find.ts'
import type { Policies } from '../../../lambdas/policy/policy.ts'
import { resolve } from '../../../lambdas/policy/resolve.ts'
import { type ContactRules, type Deadline, type Lookup, type Person, Unavailable } from '../../../lambdas/ports.ts'
import { type Surroundings, Unreachable } from '../command.ts'
import { progressOf } from './bars.ts'
import type { Deployed } from './deployed.ts'
import { faultWords } from './findings.ts'
import { contactRulesOf, deadlineIn, type Running, registersOf, runningOf } from './running.ts'

export interface Explanation {
  user: string
  mode: Mode
  /** What each store that was asked answered. */
  stores: { store: string; answer: Lookup['kind'] | 'unavailable'; fault?: string }[]
  person?: Portrait
  /** The modes in which a code would reach this person. */
  modes: Mode[]
  /** Why a reset would be refused in the mode that is set, a sentence each; none: it would work. */
  refusals: string[]
}

interface Portrait {
  store: string
  dn: string
  /** What logs and `rekey account` call this person. */
  account: string
  state: string[]
  groups: string[]
  isProtected: boolean
  policy: { id: string; why: string }
  addresses: { channel: string; masked: string }[]
  /** Values that no message goes to. */
  unusable: string[]
}

const PATIENCE = 15_000

/** Of whoever goes by a name, as they would type it. */
export const explain = async (deployed: Deployed, user: string): Promise<Explanation> =>
  explained(deployed, await byName(deployed, user.normalize('NFC')))

/** Of whoever the log means by an account, however long it takes to find them. */
export const explainAccount = async (deployed: Deployed, account: string, surroundings: Surroundings): Promise<Explanation> =>
  explained(deployed, await byAccount(deployed, account, surroundings))

/** Who was found, and why nobody was. */
interface Looked extends Pick<Explanation, 'user' | 'stores' | 'refusals'> {
  people: readonly Somebody[]
}

async function byName(deployed: Deployed, who: string): Promise<Looked> {
  const routes = routesFor(registersOf(deployed), who)
  const answers = await Promise.allSettled(routes.map(({ store, who }) => store.find(who, deadlineIn(PATIENCE))))
  const stores = answers.map((answer, index) => ({
    store: routes[index]?.store.store ?? '',
    ...(answer.status === 'fulfilled'
      ? { answer: answer.value.kind }
      : { answer: 'unavailable' as const, fault: faultWords(answer.reason) })
  }))
  const people = answers.flatMap((answer, index) =>
    answer.status === 'fulfilled' && answer.value.kind === 'person'
      ? [{ store: stores[index]?.store ?? '', person: answer.value.person }]
      : []
  )
  return { user: who, stores, people, refusals: lookupRefusals(stores, people) }
}

const ENDLESS: Deadline = { left: () => Number.POSITIVE_INFINITY }

async function byAccount(deployed: Deployed, account: string, surroundings: Surroundings): Promise<Looked> {
  const progress = progressOf(surroundings, undefined)
  try {
    const found = await behind(registersOf(deployed), account, ENDLESS, progress.at)
    if ('refusal' in found) return { user: account, stores: [], people: [], refusals: [found.detail] }
    const { store, person } = found
    const answer = { store: store.store, answer: 'person' as const }
    return { user: person.names.username[0] ?? person.dn, stores: [answer], people: [{ store: store.store, person }], refusals: [] }
  } catch (error) {
    throw error instanceof Unavailable ? new Unreachable(faultWords(error)) : error
  } finally {
    progress.end()
  }
}

async function explained(deployed: Deployed, { people, ...looked }: Looked): Promise<Explanation> {
  const [running, rules] = [await runningOf(deployed), contactRulesOf(deployed.settings)]
  const { refusals } = looked
  const told = { ...looked, mode: running.mode }
  const [only] = people
  if (!only || people.length > 1) return { ...told, modes: [] }
  const verdict = judgePerson(rules, only.person, 'userchoose')
  const contacts = 'contacts' in verdict ? verdict.contacts : []
  return {
    ...told,
    person: portrait(only, running, rules),
    modes: refusals.length > 0 ? [] : MODES.filter((mode) => isReachable(mode, contacts)),
    refusals: [...refusals, ...(await personRefusals(only, running, rules, deployed))]
  }
}

type Answers = Explanation['stores']
interface Somebody {
  store: string
  person: Person
}

function lookupRefusals(stores: Answers, people: readonly Somebody[]): string[] {
  const named = (kind: Answers[number]['answer']): string[] => stores.flatMap(({ store, answer }) => (answer === kind ? [store] : []))
  return [
    ...named('ambiguous').map((store) => `More than one entry of store ${store} answers to this name, so nobody can know who is meant.`),
    ...(people.length > 1 ? [`This name finds somebody in several stores: ${people.map(({ store }) => store).join(', ')}.`] : []),
    ...stores.flatMap(({ store, fault }) =>
      fault === undefined ? [] : [`Store ${store} cannot be asked, and while that is so no password is written: ${fault}.`]
    ),
    ...(people.length === 0 && named('ambiguous').length === 0 && named('none').length > 0
      ? [`No entry of ${named('none').join(', ')} answers to this name.`]
      : [])
  ]
}

function portrait({ store, person }: Somebody, { policies }: Running, rules: ContactRules): Portrait {
  const policy = resolve(policies, person.groups, store)
  const assigned = policies.groups.find((one) => one.policy === policy)
  const contacts = [...person.mail.map(rules.mail), ...person.mobile.map(rules.mobile)].filter((contact) => contact !== undefined)
  return {
    store,
    dn: person.dn,
    account: accountOf(store, person.guid),
    state: stateOf(person),
    groups: person.groups,
    isProtected: person.isProtected,
    policy: { id: policy.id, why: assigned ? whyAssigned(assigned) : 'the default: no other is for this person' },
    addresses: maskedOptions('', contacts).map(({ channel, masked = '' }) => ({ channel, masked })),
    unusable: [
      ...person.mail.flatMap((value, at) => (rules.mail(value) ? [] : [`mail ${at + 1} of ${person.mail.length}: not one plain address`])),
      ...person.mobile.flatMap((value, at) =>
        rules.mobile(value) ? [] : [`mobile ${at + 1} of ${person.mobile.length}: no mobile number of an allowed country`]
      )
    ]
  }
}

const whyAssigned = ({ group, store, priority }: Policies['groups'][number]): string =>
  [group && `member of ${group}`, store && `store ${store}`, `priority ${priority}`].filter(Boolean).join(', ')

function stateOf({ isDisabled, isLocked, mustChange }: Person): string[] {
  const state = [
    ...(isDisabled ? ['disabled'] : []),
    ...(isLocked ? ['locked by wrong logins (a reset unlocks)'] : []),
    ...(mustChange ? ['must change the password (a reset is for that)'] : [])
  ]
  return state.length > 0 ? state : ['open']
}

async function personRefusals(
  { store, person }: Somebody,
  running: Running,
  rules: ContactRules,
  { settings }: Deployed
): Promise<string[]> {
  const verdict = judgePerson(rules, person, running.mode)
  const account = accountOf(store, person.guid)
  const home = settings.STORES.find(({ id }) => id === store)
  return [
    ...(person.isDisabled ? ['The account is disabled, expired or locked by an administrator: a reset is not for it.'] : []),
    ...(person.isProtected && home ? [whyProtected(person, home)] : []),
    ...('reason' in verdict && verdict.reason === 'contactless' ? [whyContactless(person, running.mode)] : []),
    ...((await running.isPaused(account)) ? [`Self-service is paused for this account: rekey account unpause ${account}`] : [])
  ]
}

function whyProtected({ dn, groups }: Person, { protectedGroups, protectedBases }: StoreConfig): string {
  const group = groups.find((one) => protectedGroups.some((other) => normalDn(one) === normalDn(other)))
  const base = protectedBases.find((one) => isWithin(dn, one))
  const why = group ? `a member of ${group}` : base ? `below ${base}` : 'marked as privileged by the directory'
  return `The person is protected, ${why}, and protected people are never reset here.`
}

function whyContactless({ mail, mobile }: Person, mode: Mode): string {
  const lacking = (values: readonly string[], what: string): string => (values.length === 0 ? `no ${what}` : `no usable ${what}`)
  if (mode === 'email') return `Mode email needs a mail address and the entry has ${lacking(mail, 'mail address')}.`
  if (mode === 'sms') return `Mode sms needs a mobile number and the entry has ${lacking(mobile, 'mobile number')}.`
  return `The entry has ${lacking(mail, 'mail address')} and ${lacking(mobile, 'mobile number')}.`
}
