// Wiring, and nothing else: configuration → adapters → what an operation declares that it needs. One function per handler, so that a
// bundle holds only that handler's powers.
import { readFileSync } from 'node:fs'
import { readAssets } from './adapters/assets/index.ts'
import { createBlocklist } from './adapters/blocklist/index.ts'
import { createContactRules } from './adapters/contacts/index.ts'
import { createDynamoDb, createFlowStore } from './adapters/dynamodb/index.ts'
import { type Host, systemHost } from './adapters/host/index.ts'
import { createCodeKey, createIndexKey } from './adapters/kms/index.ts'
import { createFinder, createResetter } from './adapters/ldap/index.ts'
import { createSecret } from './adapters/secrets/index.ts'
import { createMailer } from './adapters/ses/index.ts'
import { createTexter } from './adapters/sns/index.ts'
import { type ConfigOf, configFor, type Environment } from './config.ts'
import type { FlowSettings } from './flow/flow.ts'
import { resolve } from './policy/resolve.ts'
import type { Finder, Resetter } from './ports.ts'

export type { Host }

const LEASE_SECONDS = 35

type Times = Pick<
  ConfigOf<'flow'>,
  'CODE_LENGTH' | 'CODE_SECONDS' | 'MAX_ATTEMPTS' | 'MAX_SENDS' | 'FLOW_SECONDS' | 'GRANT_SECONDS' | 'MAX_REFUSALS'
>

const settingsOf = (config: Times): FlowSettings => ({
  codeLength: config.CODE_LENGTH,
  codeSeconds: config.CODE_SECONDS,
  maxAttempts: config.MAX_ATTEMPTS,
  maxSends: config.MAX_SENDS,
  flowSeconds: config.FLOW_SECONDS,
  grantSeconds: config.GRANT_SECONDS,
  maxRefusals: config.MAX_REFUSALS,
  leaseSeconds: LEASE_SECONDS
})

const storeOf = (config: Pick<ConfigOf<'flow'>, 'TABLE_NAME' | 'DYNAMODB_ENDPOINT'>) =>
  createFlowStore(createDynamoDb(config.DYNAMODB_ENDPOINT), config.TABLE_NAME)

type StoresConfig = Pick<ConfigOf<'commit'>, 'STORES' | 'SECRETS_ENDPOINT'>

/** One secret per role holds every store's identity, so a cold start makes one call however many stores there are. */
function identitiesOf(config: StoresConfig, id: string, { clock }: Host) {
  const secret = createSecret({ id, clock, endpoint: config.SECRETS_ENDPOINT })
  return (store: string) => (again?: boolean) => (again ? secret.renew(store) : secret.read(store))
}

function resettersOf(config: StoresConfig & Pick<ConfigOf<'commit'>, 'RESET_SECRET_ID'>, host: Host): ReadonlyMap<string, Resetter> {
  const identity = identitiesOf(config, config.RESET_SECRET_ID, host)
  return new Map(config.STORES.map((store) => [store.id, createResetter(store, identity(store.id))]))
}

function findersOf(config: StoresConfig & Pick<ConfigOf<'locate'>, 'SEARCH_SECRET_ID'>, host: Host): readonly Finder[] {
  const identity = identitiesOf(config, config.SEARCH_SECRET_ID, host)
  return config.STORES.map((store) => createFinder(store, identity(store.id)))
}

export function composePage(env: Environment, host = systemHost) {
  const config = configFor('page', env)
  return {
    ...host,
    origin: config.PUBLIC_ORIGIN,
    assets: readAssets(config.ASSETS),
    config: { mode: config.MODE, locales: config.LOCALES, codeLength: config.CODE_LENGTH, branding: config.BRANDING }
  }
}

export function composeFlow(env: Environment, host = systemHost) {
  const config = configFor('flow', env)
  return {
    ...host,
    origin: config.PUBLIC_ORIGIN,
    index: createIndexKey(config.INDEX_KEY_ID, config.KMS_ENDPOINT),
    flows: storeOf(config),
    mode: config.MODE,
    locales: config.LOCALES,
    known: config.KNOWN_NAMES,
    kid: config.CODE_KEY_IDS[0] ?? '',
    net: config.LIMITS.net,
    identifier: config.LIMITS.identifier,
    policies: config.POLICIES,
    settings: settingsOf(config)
  }
}

export function composeVerify(env: Environment, host = systemHost) {
  const config = configFor('verify', env)
  return {
    ...host,
    origin: config.PUBLIC_ORIGIN,
    keys: createCodeKey(config.CODE_KEY_IDS, config.KMS_ENDPOINT),
    flows: storeOf(config),
    account: config.LIMITS.account,
    policies: config.POLICIES,
    settings: settingsOf(config)
  }
}

export function composeCommit(env: Environment, host = systemHost) {
  const config = configFor('commit', env)
  return {
    ...host,
    origin: config.PUBLIC_ORIGIN,
    flows: storeOf(config),
    stores: resettersOf(config, host),
    policies: config.POLICIES,
    isCommon: createBlocklist(config.BLOCKLIST),
    organisation: [config.BRANDING.name],
    settings: settingsOf(config)
  }
}

export function composeSweep(env: Environment, host = systemHost) {
  const config = configFor('sweep', env)
  return { ...host, flows: storeOf(config), stores: resettersOf(config, host), leaseSeconds: LEASE_SECONDS }
}

export function composeLocate(env: Environment, host = systemHost) {
  const config = configFor('locate', env)
  const metadata = () => JSON.parse(readFileSync(config.PHONE_METADATA, 'utf8')) as unknown
  return {
    ...host,
    flows: storeOf(config),
    stores: findersOf(config, host),
    contacts: createContactRules({ countries: config.SMS_COUNTRIES, metadata }),
    decoys: config.DECOY_PROFILE,
    policyFor: (groups: readonly string[]) => resolve(config.POLICIES, groups).id
  }
}

export function composeDeliver(env: Environment, host = systemHost) {
  const config = configFor('deliver', env)
  const mailer = createMailer({ mailFrom: config.MAIL_FROM, configurationSet: config.SES_CONFIGURATION_SET, endpoint: config.SES_ENDPOINT })
  const texter = createTexter({
    senderId: config.SMS_SENDER_ID,
    originationNumber: config.SMS_ORIGINATION_NUMBER,
    maxPrice: config.SMS_MAX_PRICE,
    endpoint: config.SNS_ENDPOINT
  })
  return {
    ...host,
    keys: createCodeKey(config.CODE_KEY_IDS, config.KMS_ENDPOINT),
    index: createIndexKey(config.INDEX_KEY_ID, config.KMS_ENDPOINT),
    flows: storeOf(config),
    courier: { ...mailer, ...texter },
    branding: config.BRANDING,
    origin: config.PUBLIC_ORIGIN,
    destination: config.LIMITS.destination,
    sms: config.LIMITS.sms,
    maxStreak: config.LIMITS.account.streak,
    codeLength: config.CODE_LENGTH
  }
}
