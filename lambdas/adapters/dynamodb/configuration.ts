// The administration's documents: changed under a condition on one side, obeyed from a copy that is at most a minute old on the other.

import { MODES, type Mode } from '../../flow/flow.ts'
import { type ForgotPassword, forgotPasswordDefaults } from '../../flow/forgot-password.ts'
import { type PolicyBook, policiesOf } from '../../policy/book.ts'
import type { Policies } from '../../policy/policy.ts'
import { type Clock, type Configuration, type Documents, type Log, Misconfigured, type StoredDocument } from '../../ports.ts'
import { C1, C1_FIRST } from './expressions.ts'
import { type Items, pick } from './items.ts'

const key = (name: string): string => `conf#${name}`

export const documentsOf = (items: Items): Documents => ({
  async read(name) {
    const item = await items.read(key(name), ['body', 'rev', 'by', 'at'])
    return item && pick<StoredDocument>(item, ['body', 'rev', 'by', 'at'])
  },

  async replace(name, { seen, ...to }) {
    const values = { ...to, next: seen + 1 }
    const isFirst = await items.apply(key(name), seen === 0 ? C1_FIRST : C1, { values: seen === 0 ? values : { ...values, seen } })
    // The SDK repeats a call whose reply was lost, and the repeat finds its own write.
    return isFirst || (await items.read(key(name), ['req']))?.['req'] === to.req
  }
})

/** How long a copy is as good as the item. */
const FRESH = 60_000
/** How long it is better than nothing, where the item cannot be read. */
const USABLE = 600_000

export interface ConfigurationOptions {
  documents: Pick<Documents, 'read'>
  clock: Clock
  log: Log
  /** What holds until an administrator has set something else. */
  deployed: { mode: Mode; policies: Policies }
}

/** One read per document and minute, however many requests there are. */
export function createConfiguration({ documents, deployed, ...rest }: ConfigurationOptions): Configuration {
  const copyOf = <T>(name: 'forgot-password' | 'policies', read: (body: unknown) => T, otherwise: T) =>
    copied(rest, name, async () => {
      const stored = await documents.read(name)
      return stored ? understood(name, stored.body, read) : otherwise
    })
  const defaults = forgotPasswordDefaults(deployed.mode)
  const forgotPassword = copyOf('forgot-password', (body) => ({ ...defaults, ...(body as object), mode: modeIn(body) }), defaults)
  return {
    mode: async () => (await forgotPassword()).mode,
    forgotPassword,
    policies: copyOf('policies', (body) => policiesOf(body as PolicyBook), deployed.policies)
  }
}

function modeIn(body: unknown): Mode {
  const { mode } = body as Partial<ForgotPassword>
  if (!mode || !MODES.includes(mode)) throw new TypeError('no mode')
  return mode
}

function understood<T>(name: string, body: string, read: (body: unknown) => T): T {
  try {
    return read(JSON.parse(body))
  } catch (cause) {
    throw new Misconfigured(`the item ${key(name)} is not as the administration writes it`, cause)
  }
}

/** The value of `load`, asked for again once a copy is old. Whoever comes meanwhile waits for the same answer. */
function copied<T>({ clock, log }: Pick<ConfigurationOptions, 'clock' | 'log'>, name: string, load: () => Promise<T>): () => Promise<T> {
  let copy: { value: T; readAt: number } | undefined
  let loading: Promise<T> | undefined

  async function renewed(readAt: number): Promise<T> {
    try {
      copy = { value: await load(), readAt }
    } catch (fault) {
      const age = copy && readAt - copy.readAt
      log('configuration.failed', { document: name, fault: fault instanceof Error ? fault.message : typeof fault, age })
      if (!copy || (age ?? 0) >= USABLE) throw fault
    }
    return copy.value
  }

  return async () => {
    const now = clock.now()
    if (copy && now - copy.readAt < FRESH) return copy.value
    loading ??= renewed(now).finally(() => {
      loading = undefined
    })
    return loading
  }
}
