// Which attributes of a flow each role reads: the deployed roles hold the same lists, so a function that is taken over reads no more.
// `flow` cannot tell a decoy from a person, nor see a grant or an address; `verify` sees no person.
import type { Flow } from '../../flow/flow.ts'
import type { FlowStore } from '../../ports.ts'

export type Scope = Parameters<FlowStore['read']>[1]
export type Attribute = Exclude<keyof Flow, 'id'>

/** Each scope sees what those before it see. */
const ORDER = ['flow', 'verify', 'commit'] as const satisfies readonly Scope[]

/** The first scope that sees an attribute. */
const FIRST: Readonly<Record<Attribute, Scope>> = {
  cookie: 'flow',
  mode: 'flow',
  state: 'flow',
  find: 'flow',
  who: 'flow',
  seed: 'flow',
  locale: 'flow',
  net: 'flow',
  area: 'flow',
  startedAt: 'flow',
  expiresAt: 'flow',
  ttl: 'flow',
  version: 'flow',
  option: 'flow',
  sends: 'flow',
  gap: 'flow',
  resendAt: 'flow',
  codeUntil: 'flow',
  kid: 'flow',
  attempts: 'flow',
  work: 'flow',
  req: 'flow',
  options: 'flow',
  policy: 'flow',
  shownAt: 'flow',
  grantUntil: 'flow',
  reach: 'verify',
  acct: 'verify',
  claimed: 'verify',
  grant: 'verify',
  refusals: 'verify',
  person: 'commit',
  marker: 'commit',
  was: 'commit',
  commit: 'commit',
  lease: 'commit',
  committedAt: 'commit'
}

const seenBy = (scope: Scope): Attribute[] =>
  (Object.keys(FIRST) as Attribute[]).filter((name) => ORDER.indexOf(FIRST[name]) <= ORDER.indexOf(scope))

export const SCOPES: Readonly<Record<Scope, readonly Attribute[]>> = {
  flow: seenBy('flow'),
  verify: seenBy('verify'),
  commit: seenBy('commit')
}
