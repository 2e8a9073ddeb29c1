// What each role's functions ask of the table: the flow store's own requests, recorded on their way out.
import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { createDocuments, createFlowStore } from '../../../lambdas/adapters/dynamodb/index.ts'
import type { InterventionDeps } from '../../../lambdas/operations/admin/interventions.ts'
import type { ChallengeDeps } from '../../../lambdas/operations/challenge.ts'
import type { ChangePasswordDeps } from '../../../lambdas/operations/change-password.ts'
import type { CommitDeps } from '../../../lambdas/operations/commit.ts'
import type { DeliverDeps } from '../../../lambdas/operations/deliver.ts'
import type { LocateDeps } from '../../../lambdas/operations/locate.ts'
import type { NotifyDeps } from '../../../lambdas/operations/notify.ts'
import type { ReadDeps } from '../../../lambdas/operations/read.ts'
import type { RemindDeps } from '../../../lambdas/operations/remind.ts'
import type { StartDeps } from '../../../lambdas/operations/start.ts'
import type { SweepDeps } from '../../../lambdas/operations/sweep.ts'
import type { VerifyDeps } from '../../../lambdas/operations/verify.ts'
import type { WarnDeps } from '../../../lambdas/operations/warn.ts'
import type { Documents, FlowStore } from '../../../lambdas/ports.ts'
import type { TableRole } from '../../../lib/grants.ts'
import { aFlow } from '../../support/flows.ts'
import type { Asked } from './iam.ts'

type Call = (store: FlowStore, documents: Documents) => Promise<unknown>
/** One call at least for each method that the operations may use: a new one does not compile without. */
type CallsOf<D extends { flows: unknown }> = { [K in keyof D['flows']]: Call }

const NOW = Date.UTC(2026, 0, 1)
const BUDGET = { hour: 9, day: 9, hourPerNet: 9, dayPerNet: 9 }
const CHALLENGE = { cookie: 'c', option: 'o', kid: 'k', codeUntil: 1, maxSends: 3, maxAttempts: 5, onlyShown: true }
const FOUND = { reach: 'yes', acct: 'a', person: 'p', options: 'o', marker: 'm', policy: 'p', shownAt: 1 } as const
const MARK = { cookie: 'c', version: 1, acct: 'a', grant: 'g', grantUntil: 1 }
const CLAIM = { cookie: 'c', grant: 'g', commit: 'c', leaseSeconds: 35, maxRefusals: 10 }

const flow: CallsOf<StartDeps> & CallsOf<ReadDeps> & CallsOf<ChallengeDeps> = {
  admitNet: (store) => store.admitNet('net', NOW, { quarter: 9, day: 9 }),
  admit: (store) => store.admit('id', 'who', 'netnetnet', NOW, BUDGET),
  start: (store) => store.start(aFlow()),
  read: (store) => store.read('id', 'flow'),
  challenge: (store) => store.challenge('id', CHALLENGE, 'r', NOW)
}

const verify: CallsOf<VerifyDeps> = {
  read: (store) => store.read('id', 'verify'),
  count: (store) => store.count('id', 'c', 5, 'r', NOW),
  charge: (store) => store.charge('a', 'netnetnet', NOW, NOW, { day: 9, dayPerNet: 9, streak: 9 }),
  idle: (store) => store.idle('id', 'r'),
  mark: (store) => store.mark('id', MARK, 'r', NOW)
}

const commit: CallsOf<CommitDeps> & CallsOf<SweepDeps> = {
  read: (store) => store.read('id', 'commit'),
  claim: (store) => store.claim('id', CLAIM, 'r', NOW),
  reclaim: (store) => store.reclaim('id', 'c', 35, 'r', NOW),
  gate: (store) => store.gate('a', 'id', NOW, NOW),
  release: (store) => store.release('id', 'c', 1, 'r'),
  abandon: (store) => store.abandon('id', 'c', 'r', NOW),
  finish: (store) => store.finish('id', 'c', 'r', NOW),
  stuck: (store) => store.stuck(NOW, 10),
  remember: (store) => store.remember('a', 'h', 1)
}

const NOTICE = { person: 'p', locale: 'en', area: 'a', committedAt: NOW, ttl: 1 }

const change: CallsOf<ChangePasswordDeps> = {
  admitOwn: (store) => store.admitOwn('net', NOW, { hour: 9, day: 9 }),
  tryOwn: (store) => store.tryOwn('who', NOW, { tries: 4, seconds: 60 }),
  forgiveOwn: (store) => store.forgiveOwn('who', 2),
  announce: (store) => store.announce('id', NOTICE),
  gate: (store) => store.gate('a', 'id', NOW, NOW),
  remember: (store) => store.remember('a', 'h', 1)
}

const locate: CallsOf<LocateDeps> = {
  locate: (store) => store.locate('id', FOUND, 'r', NOW),
  calm: (store) => store.calm('a', NOW)
}

const deliver: CallsOf<DeliverDeps> & CallsOf<NotifyDeps> & CallsOf<WarnDeps> = {
  claimWarning: (store) => store.claimWarning('id', 'event', NOW),
  isWarningSpent: (store) => store.isWarningSpent('id', 'event'),
  claimCode: (store) => store.claimCode('id', 3, 'event', NOW),
  claimNotice: async (store) => [await store.claimNotice('id', 'event'), await store.claimNotice('id', 'event', 'notice')],
  isSpent: async (store) => [
    await store.isSpent('code', 'id', 'event'),
    await store.isSpent('notice', 'id', 'event'),
    await store.isSpent('notice', 'id', 'event', 'notice')
  ],
  isPaused: (store) => store.isPaused('a', 100),
  admit: (store) => store.admit('dest', 'd', 'netnetnet', NOW, BUDGET),
  admitSms: (store) => store.admitSms('+1555', 'net', NOW, { day: 9, prefixHour: 9, netDay: 9 })
}

const ROUND = { day: '20260101', pages: 1, isOver: false }

const remind: CallsOf<RemindDeps> = {
  warn: (store) => store.warn('id', { person: 'p', locale: 'en', expiresAt: NOW, ttl: 1 }, NOW),
  round: (store) => store.round('main'),
  advance: async (store) => [
    await store.advance('main', ROUND, { seen: 0, by: 'b' }),
    await store.advance('main', ROUND, { seen: 1, by: 'b' })
  ]
}

const admin: CallsOf<InterventionDeps> = {
  cancel: (store) => store.cancel('id', 'r', NOW),
  pause: (store) => store.pause('a', NOW),
  unpause: (store) => store.unpause('a')
}

const policies: Record<string, Call> = { policies: (_, documents) => documents.read('policies') }
const mode: Record<string, Call> = { mode: (_, documents) => documents.read('forgot-password') }
const replaced =
  (seen: number): Call =>
  (_, documents) =>
    documents.replace('policies', { body: '{}', by: 'b', at: NOW, seen, req: 'r' })

const CALLS: Readonly<Record<TableRole, Readonly<Record<string, Call>>>> = {
  flow: { ...flow, ...mode, ...policies },
  verify: { ...verify, ...policies },
  commit: { ...commit, ...policies },
  change: { ...change, ...policies },
  locate: { ...locate, ...policies },
  deliver,
  remind: { ...remind, ...policies },
  status: policies,
  'status-set': policies,
  admin: { ...admin, ...mode, ...policies, first: replaced(0), next: replaced(1) }
}

/** A request to the table in IAM's terms. */
export interface Recorded extends Asked {
  call: string
  isOnIndex: boolean
}

/** Everything that a role's calls lead to: when conditions hold, and, for what is read again, when they do not. */
export async function requestsOf(role: TableRole): Promise<Recorded[]> {
  const recorded: Recorded[] = []
  for (const doConditionsHold of [true, false]) {
    for (const [call, make] of Object.entries(CALLS[role])) {
      const client = {
        send: async (command: { constructor: { name: string }; input: Input }) => {
          recorded.push({ call, ...askedBy(command) })
          const isWrite = /^(Put|Update)/.test(command.constructor.name)
          if (isWrite && !doConditionsHold) throw new ConditionalCheckFailedException({ message: '', $metadata: {} })
          return { Attributes: { pk: { S: 'x' } } }
        }
      }
      const recording = client as unknown as DynamoDBClient
      await make(createFlowStore(recording, 'table'), createDocuments(recording, 'table'))
    }
  }
  return recorded
}

interface Input {
  Key?: { pk: { S: string } }
  Item?: Record<string, { S: string }>
  IndexName?: string
  ProjectionExpression?: string
  ReturnValues?: string
  ExpressionAttributeNames?: Record<string, string>
  ExpressionAttributeValues?: Record<string, { S: string }>
}

function askedBy({ constructor: command, input }: { constructor: { name: string }; input: Input }): Omit<Recorded, 'call'> {
  const named = Object.values(input.ExpressionAttributeNames ?? {})
  const key = input.Key?.pk.S ?? input.Item?.['pk']?.S ?? input.ExpressionAttributeValues?.[':yes']?.S
  return {
    action: `dynamodb:${command.name.replace(/Command$/, '')}`,
    resource: undefined,
    isOnIndex: input.IndexName !== undefined,
    context: {
      'dynamodb:LeadingKeys': key === undefined ? undefined : [key],
      'dynamodb:Attributes': [...new Set(['pk', ...Object.keys(input.Item ?? {}), ...named])],
      'dynamodb:ReturnValues': input.ReturnValues === undefined ? undefined : [input.ReturnValues],
      'dynamodb:Select': input.ProjectionExpression === undefined ? undefined : ['SPECIFIC_ATTRIBUTES']
    }
  }
}
