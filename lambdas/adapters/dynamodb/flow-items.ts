// How the flow item is read and written. A call whose reply was lost is repeated by the SDK and finds its own write: so where a
// condition refuses, the item is read once more, and a write that only this call can have made counts as made. The conditions
// themselves need no way round them.
import type { Flow } from '../../flow/flow.ts'
import type { NoticeOf } from '../../ports.ts'
import type { Items } from './items.ts'
import { pick } from './items.ts'
import type { Scope } from './scopes.ts'
import { SCOPES } from './scopes.ts'
import type { Value, Write } from './write.ts'

type Values = Readonly<Record<string, Value>>

/** What only this very call can have left in the item. */
type Trace = Partial<Pick<Flow, 'cookie' | 'state' | 'find' | 'req' | 'commit'>>

export interface FlowItems {
  read(id: string, scope: Scope): Promise<Flow | undefined>
  /** True where the flow was stored, now or by an earlier try of this call. */
  stored(flow: Flow, write: Write): Promise<boolean>
  /** True where the write was made, now or by an earlier try of this call. */
  made(id: string, write: Write, values: Values, trace: Trace): Promise<boolean>
  /** The flow after such a write, else undefined. */
  after(id: string, write: Write, values: Values, trace: Trace, scope: Scope): Promise<Flow | undefined>
  /** The flow after a write that leaves no trace of who made it: a repetition is charged again. */
  charged(id: string, write: Write, values: Values, slots?: Readonly<Record<string, string>>): Promise<Flow | undefined>
  /** Ids from an index, in its order. */
  ids(index: string, write: Write, values: Values, limit: number): Promise<string[]>
}

/** `kind` is what their keys begin with; each kind is written by roles of its own. */
export function flowItemsOf(items: Items, kind: NoticeOf = 'flow'): FlowItems {
  const key = (id: string) => `${kind}#${id}`

  const holds = async (id: string, trace: Trace) => {
    const names = Object.keys(trace) as (keyof Trace)[]
    const item = await items.read(key(id), names)
    return item !== undefined && names.every((name) => item[name] === trace[name])
  }

  const read: FlowItems['read'] = async (id, scope) => {
    const item = await items.read(key(id), SCOPES[scope])
    return item && { ...pick<Flow>(item, SCOPES[scope]), id }
  }

  return {
    read,

    async stored({ id, ...flow }, write) {
      // Not `req`: by the time a lost reply is noticed, locate has written its own.
      return (await items.put(key(id), flow, write)) || holds(id, { cookie: flow.cookie })
    },

    made: async (id, write, values, trace) => (await items.apply(key(id), write, { values })) || holds(id, trace),

    async after(id, write, values, trace, scope) {
      const item = await items.applied(key(id), write, { values })
      if (item) return { ...pick<Flow>(item, SCOPES[scope]), id }
      return (await holds(id, trace)) ? read(id, scope) : undefined
    },

    async charged(id, write, values, slots = {}) {
      const item = await items.applied(key(id), write, { values, slots })
      return item && { ...pick<Flow>(item, SCOPES.commit), id }
    },

    async ids(index, write, values, limit) {
      const keys = await items.keys(index, write, { values }, limit)
      return keys.map((pk) => pk.slice(key('').length))
    }
  }
}
