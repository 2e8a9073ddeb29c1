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
import { codeMail, codeSms } from './messages/code.ts'
import { changedMail, changedSms } from './messages/notice.ts'
import { pausedMail, pausedSms } from './messages/paused.ts'
import { describe } from './policy/judge.ts'
import { policyOf, resolve } from './policy/resolve.ts'

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
