// What is in force: as deployed, and with the table named, as administrators have changed it since.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createContactRules } from '../../../lambdas/adapters/contacts/index.ts'
import { createConfiguration, createDocuments, createDynamoDb, createFlowStore } from '../../../lambdas/adapters/dynamodb/index.ts'
import type { BindIdentity } from '../../../lambdas/adapters/ldap/index.ts'
import { createRegister } from '../../../lambdas/adapters/ldap/roll.ts'
import type { StoreConfig } from '../../../lambdas/config.ts'
import type { Mode } from '../../../lambdas/flow/flow.ts'
import type { Policies } from '../../../lambdas/policy/policy.ts'
import type { ContactRules, Deadline, Register } from '../../../lambdas/ports.ts'
import { UsageError } from '../command.ts'
import type { Deployed, Settings } from './deployed.ts'

export interface Running {
  mode: Mode
  policies: Policies
  /** Whether self-service is off for an account; undefined where no table was named. */
  isPaused(account: string): Promise<boolean | undefined>
}

export async function runningOf({ settings, table }: Deployed): Promise<Running> {
  const deployed = { mode: settings.MODE, policies: settings.POLICIES }
  if (table === undefined) return { ...deployed, isPaused: async () => undefined }
  const client = createDynamoDb(settings.DYNAMODB_ENDPOINT)
  const clock = { now: () => Date.now() }
  const current = createConfiguration({ documents: createDocuments(client, table), clock, log: () => {}, deployed })
  const flows = createFlowStore(client, table)
  const [mode, policies] = await Promise.all([current.mode(), current.policies()])
  return { mode, policies, isPaused: (account) => flows.isPaused(account, settings.LIMITS.account.streak) }
}

/** What a directory holds as a contact is judged as locate judges it. */
export const contactRulesOf = ({ SMS_COUNTRIES }: Settings): ContactRules =>
  createContactRules({
    countries: SMS_COUNTRIES,
    metadata: () =>
      JSON.parse(readFileSync(createRequire(import.meta.url).resolve('libphonenumber-js/metadata.max.json'), 'utf8')) as unknown
  })

const WHO_SEARCHES = 'who searches? say --search-identity FILE or --search-arn ARN'

/** The search identity of a store; without it there is nothing to look with. */
export function searchIdentity({ identity }: Deployed, store: StoreConfig): Promise<BindIdentity> {
  const search = identity('search', store.id)
  if (!search) throw new UsageError(WHO_SEARCHES)
  return search
}

export function registersOf(deployed: Deployed): Register[] {
  // Before anybody is asked: a store that lacks its identity is not one that is down.
  if (!deployed.knows('search')) throw new UsageError(WHO_SEARCHES)
  return deployed.settings.STORES.map((store) => createRegister(store, () => searchIdentity(deployed, store)))
}

/** So long may a question take from here. */
export function deadlineIn(milliseconds: number): Deadline {
  const end = performance.now() + milliseconds
  return { left: () => end - performance.now() }
}
