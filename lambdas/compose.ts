// Wiring, and nothing else: configuration → adapters → what an operation declares that it needs. One function per handler, so that a
// bundle holds only that handler's powers.
import { readFileSync } from 'node:fs'
import { readAssets } from './adapters/assets/index.ts'
import { createBlocklist } from './adapters/blocklist/index.ts'
import { createContactRules } from './adapters/contacts/index.ts'
import { mailContact } from './adapters/contacts/mail.ts'
import { createDictionary } from './adapters/dictionary/index.ts'
import {
  accountsIn,
  commitsIn,
  createConfiguration,
  createDynamoDb,
  documentsIn,
  type Items,
  itemsOf,
  limitsIn,
  stepsIn,
  warningsIn
} from './adapters/dynamodb/index.ts'
import { type Host, metronome, systemHost } from './adapters/host/index.ts'
import { createCodeKey, createIndexKey } from './adapters/kms/index.ts'
import { createFinder, createResetter } from './adapters/ldap/index.ts'
import { createRegister, createRoll } from './adapters/ldap/roll.ts'
import { createOwnStore } from './adapters/ldap/self.ts'
import { createSteward } from './adapters/ldap/steward.ts'
import { createSecret, type Secret } from './adapters/secrets/index.ts'
import { createPepperedIndex } from './adapters/secrets/index-key.ts'
import { createMailer } from './adapters/ses/index.ts'
import { createTexter } from './adapters/sns/index.ts'
import { createEstimator } from './adapters/strength/index.ts'
import { type ConfigOf, configFor, type Environment, modeProblems } from './config.ts'
import type { FlowSettings, Mode } from './flow/flow.ts'
import { contradictionsOf } from './policy/contradictions.ts'
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

type TableConfig = Pick<ConfigOf<'flow'>, 'TABLE_NAME' | 'DYNAMODB_ENDPOINT'>

const itemsIn = (config: TableConfig) => itemsOf(createDynamoDb(config.DYNAMODB_ENDPOINT), config.TABLE_NAME)

/** What administrators have set. A function that is told no mode asks for none. */
const configurationIn = (items: Items, config: Pick<ConfigOf<'flow'>, 'POLICIES'> & { MODE?: Mode }, { clock, log }: Host) =>
  createConfiguration({ documents: documentsIn(items), clock, log, deployed: { mode: config.MODE ?? 'email', policies: config.POLICIES } })

type StoresConfig = Pick<ConfigOf<'commit'>, 'STORES' | 'AUTHORITIES' | 'SECRETS_ENDPOINT'>

/** The directories, each with its authority, wherever that was given. */
function storesIn({ STORES, AUTHORITIES }: StoresConfig): StoresConfig['STORES'] {
  if (AUTHORITIES === undefined) return STORES
  const authorities = JSON.parse(readFileSync(AUTHORITIES, 'utf8')) as Readonly<Record<string, string>>
  return STORES.map((store) => ({ ...store, ca: authorities[store.id] ?? store.ca }))
}

/** One secret per role holds every store's identity, so a cold start makes one call however many stores there are. */
const secretOf = (config: StoresConfig, id: string, { clock }: Host): Secret =>
  createSecret({ id, clock, endpoint: config.SECRETS_ENDPOINT })

const identityIn = (secret: Secret, store: string) => (again?: boolean) => (again ? secret.renew(store) : secret.read(store))

const resettersOf = (config: StoresConfig, secret: Secret): ReadonlyMap<string, Resetter> =>
  new Map(storesIn(config).map((store) => [store.id, createResetter(store, identityIn(secret, store.id))]))

function findersOf(config: StoresConfig & Pick<ConfigOf<'locate'>, 'SEARCH_SECRET_ID'>, host: Host): readonly Finder[] {
  const secret = secretOf(config, config.SEARCH_SECRET_ID, host)
  return storesIn(config).map((store) => createFinder(store, identityIn(secret, store.id)))
}

type JudgingConfig = Pick<ConfigOf<'commit'>, 'BLOCKLIST' | 'ESTIMATOR' | 'BRANDING' | 'DICTIONARY_BUCKET' | 'S3_ENDPOINT'>

/** What passwords are judged with. */
const judgingOf = (config: JudgingConfig, { clock }: Host) => ({
  isCommon: createBlocklist(config.BLOCKLIST),
  organisation: [config.BRANDING.name],
  dictionary: createDictionary({ clock, bucket: config.DICTIONARY_BUCKET, endpoint: config.S3_ENDPOINT }),
  ...(config.ESTIMATOR === undefined ? {} : { strength: createEstimator(config.ESTIMATOR) })
})

export function composePage(env: Environment, host = systemHost) {
  const config = configFor('page', env)
  return {
    ...host,
    origin: config.PUBLIC_ORIGIN,
    assets: readAssets(config.ASSETS),
    page: {
      locales: config.LOCALES,
      codeLength: config.CODE_LENGTH,
      branding: config.BRANDING,
      returnTo: config.RETURN_TO
    }
  }
}

export function composeFlow(env: Environment, host = systemHost) {
  const config = configFor('flow', env)
  const items = itemsIn(config)
  return {
    ...host,
    origin: config.PUBLIC_ORIGIN,
    clientAddress: config.CLIENT_ADDRESS,
    index: createIndexKey(config.INDEX_KEY_ID, config.KMS_ENDPOINT),
    flows: { ...stepsIn(items), ...limitsIn(items) },
    configuration: configurationIn(items, config, host),
    locales: config.LOCALES,
    page: { locales: config.LOCALES, codeLength: config.CODE_LENGTH, branding: config.BRANDING, returnTo: config.RETURN_TO },
    known: config.KNOWN_NAMES,
    kid: config.CODE_KEY_IDS[0] ?? '',
    net: config.LIMITS.net,
    identifier: config.LIMITS.identifier,
    settings: settingsOf(config)
  }
}

export function composeVerify(env: Environment, host = systemHost) {
  const config = configFor('verify', env)
  const items = itemsIn(config)
  return {
    ...host,
    origin: config.PUBLIC_ORIGIN,
    keys: createCodeKey(config.CODE_KEY_IDS, config.KMS_ENDPOINT),
    flows: { ...stepsIn(items), ...accountsIn(items) },
    configuration: configurationIn(items, config, host),
    account: config.LIMITS.account,
    settings: settingsOf(config)
  }
}

export function composeCommit(env: Environment, host = systemHost) {
  // Whether policies contradict themselves was asked at synth, and is whenever one is changed; the code for it is a thirtieth of this bundle.
  const config = configFor('commit', env)
  const items = itemsIn(config)
  const secret = secretOf(config, config.RESET_SECRET_ID, host)
  return {
    ...host,
    origin: config.PUBLIC_ORIGIN,
    flows: { ...stepsIn(items), ...commitsIn(items), ...accountsIn(items) },
    configuration: configurationIn(items, config, host),
    stores: resettersOf(config, secret),
    pepper: () => secret.pepper(),
    ...judgingOf(config, host),
    settings: settingsOf(config)
  }
}

export function composeChange(env: Environment, host = systemHost) {
  const config = configFor('change', env)
  const items = itemsIn(config)
  const secret = secretOf(config, config.CHANGE_SECRET_ID, host)
  const pepper = () => secret.pepper()
  return {
    ...host,
    metronome,
    origin: config.PUBLIC_ORIGIN,
    clientAddress: config.CLIENT_ADDRESS,
    flows: { ...stepsIn(items), ...limitsIn(items), ...accountsIn(items) },
    configuration: configurationIn(items, config, host),
    stores: storesIn(config).map((store) => createOwnStore(store, identityIn(secret, store.id))),
    pepper,
    index: createPepperedIndex(pepper),
    known: config.KNOWN_NAMES,
    locales: config.LOCALES,
    limits: config.LIMITS.change,
    mailContact,
    ...judgingOf(config, host)
  }
}

export function composeSweep(env: Environment, host = systemHost) {
  const config = configFor('sweep', env)
  const items = itemsIn(config)
  const secret = secretOf(config, config.RESET_SECRET_ID, host)
  return { ...host, flows: { ...commitsIn(items), ...accountsIn(items) }, stores: resettersOf(config, secret), leaseSeconds: LEASE_SECONDS }
}

export function composeLocate(env: Environment, host = systemHost) {
  const config = configFor('locate', env)
  const items = itemsIn(config)
  const metadata = () => JSON.parse(readFileSync(config.PHONE_METADATA, 'utf8')) as unknown
  return {
    ...host,
    flows: { ...stepsIn(items), ...accountsIn(items) },
    configuration: configurationIn(items, config, host),
    stores: findersOf(config, host),
    contacts: createContactRules({ countries: config.SMS_COUNTRIES, metadata }),
    decoys: config.DECOY_PROFILE
  }
}

export function composeDeliver(env: Environment, host = systemHost) {
  const config = configFor('deliver', env)
  const items = itemsIn(config)
  const mailer = createMailer({
    mailFrom: config.MAIL_FROM,
    configurationSet: config.SES_CONFIGURATION_SET,
    codeConfigurationSet: config.SES_CODE_CONFIGURATION_SET,
    endpoint: config.SES_ENDPOINT
  })
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
    flows: { ...stepsIn(items), ...limitsIn(items), ...accountsIn(items), ...warningsIn(items) },
    courier: { ...mailer, ...texter },
    branding: config.BRANDING,
    origin: config.PUBLIC_ORIGIN,
    destination: config.LIMITS.destination,
    sms: config.LIMITS.sms,
    maxStreak: config.LIMITS.account.streak,
    codeLength: config.CODE_LENGTH,
    isCodeInSubject: config.MAIL_SUBJECT_CODE
  }
}

export function composeStatus(env: Environment, host = systemHost) {
  const config = configFor('status', env)
  const secret = secretOf(config, config.SEARCH_SECRET_ID, host)
  const configuration = configurationIn(itemsIn(config), config, host)
  const stores = storesIn(config).map((store) => createRegister(store, identityIn(secret, store.id)))
  return { ...host, origin: config.PUBLIC_ORIGIN, configuration, stores }
}

export function composeStatusSet(env: Environment, host = systemHost) {
  const config = configFor('status-set', env)
  const secret = secretOf(config, config.STATUS_SECRET_ID, host)
  const configuration = configurationIn(itemsIn(config), config, host)
  const stores = storesIn(config).map((store) => createSteward(store, identityIn(secret, store.id)))
  return { ...host, origin: config.PUBLIC_ORIGIN, configuration, stores }
}

export function composeRemind(env: Environment, host = systemHost) {
  const config = configFor('remind', env)
  const items = itemsIn(config)
  const secret = secretOf(config, config.SEARCH_SECRET_ID, host)
  return {
    ...host,
    metronome,
    flows: { ...warningsIn(items) },
    configuration: configurationIn(items, config, host),
    rolls: storesIn(config).map((store) => createRoll(store, identityIn(secret, store.id), host.clock.now)),
    mailContact,
    locale: config.LOCALES[0] ?? '',
    hour: config.EXPIRY_MAIL_HOUR
  }
}

/** Of a whole policy document, with the names of a large organisation's groups. */
const ADMIN_BODY = 512 * 1024

export function composeAdmin(env: Environment, host = systemHost) {
  const config = configFor('admin', env, contradictionsOf)
  const items = itemsIn(config)
  return {
    ...host,
    origin: config.PUBLIC_ORIGIN,
    maxBody: ADMIN_BODY,
    documents: documentsIn(items),
    flows: { ...stepsIn(items), ...accountsIn(items) },
    deployed: { mode: config.MODE, policies: config.POLICIES },
    stores: config.STORE_IDS,
    bucket: config.DICTIONARY_BUCKET,
    modeProblems: (mode: Mode) =>
      modeProblems(mode, { countries: config.SMS_COUNTRIES, hasDecoyProfile: config.DECOY_PROFILE !== undefined }),
    ...judgingOf(config, host)
  }
}
