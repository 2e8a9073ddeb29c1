// Which attributes of a flow each role reads. The deployed roles hold the same lists, so a function that is taken over reads no more:
// `flow` cannot tell a decoy from a person, nor see a grant or an address.
import type { Flow } from '../../flow/flow.ts'
import type { FlowStore } from '../../ports.ts'

export type Attribute = keyof Omit<Flow, 'id'>
export type Scope = Parameters<FlowStore['read']>[1]

const OWN = [
  'cookie',
  'mode',
  'state',
  'find',
  'who',
  'seed',
  'locale',
  'net',
  'area',
  'startedAt',
  'expiresAt',
  'ttl',
  'version',
  'option',
  'sends',
  'gap',
  'resendAt',
  'codeUntil',
  'kid',
  'attempts',
  'work',
  'req'
] as const satisfies readonly Attribute[]

const SHOWN = ['options', 'policy', 'shownAt', 'grantUntil'] as const satisfies readonly Attribute[]
const PROOF = ['reach', 'acct', 'claimed', 'grant', 'refusals'] as const satisfies readonly Attribute[]
const COMMIT = ['person', 'marker', 'was', 'commit', 'lease', 'committedAt'] as const satisfies readonly Attribute[]

export const SCOPES: Readonly<Record<Scope, readonly Attribute[]>> = {
  flow: [...OWN, ...SHOWN],
  verify: [...OWN, ...SHOWN, ...PROOF],
  commit: [...OWN, ...SHOWN, ...PROOF, ...COMMIT]
}
