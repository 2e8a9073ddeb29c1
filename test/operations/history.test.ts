// Passwords that were used before, on the embedded store and directory.
import { createHash, randomBytes } from 'node:crypto'
import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createDynamoDb } from '../../lambdas/adapters/dynamodb/index.ts'
import { composeCommit, composeSweep } from '../../lambdas/compose.ts'
import { commit } from '../../lambdas/operations/commit.ts'
import { sweep } from '../../lambdas/operations/sweep.ts'
import type { Person, Resetter } from '../../lambdas/ports.ts'
import { binds } from '../support/bind.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { type Visitor, verified } from '../support/visitor.ts'

const POLICIES = JSON.stringify({
  default: { id: 'remembering', minLength: 8, numPasswordsInHistory: 3 },
  groups: [{ group: 'cn=admins,ou=groups,dc=example,dc=com', priority: 1, policy: { id: 'forgetting', minLength: 8 } }]
})

const REFUSED = {
  refusal: 'password_unacceptable',
  violations: [expect.objectContaining({ rule: 'numPasswordsInHistory', params: { required: 3 } })]
}
const within = { left: () => 24_000 }
const password = (number: number): string => `password number ${number}`

describe('a history of 3', () => {
  let sandbox: Sandbox
  let log: string[]
  beforeAll(async () => {
    sandbox = await startSandbox({ mode: 'email', settings: { POLICIES } })
  })
  afterAll(() => sandbox.stop())
  beforeEach(() => {
    sandbox.clock.advance(86_400)
    log = []
  })

  const deps = () => {
    const host = {
      clock: sandbox.clock,
      random: { bytes: (count: number) => randomBytes(count) },
      log: (event: string, facts?: object) => void log.push(`${event} ${JSON.stringify(facts)}`)
    }
    return { commit: composeCommit(sandbox.environment, host), sweep: composeSweep(sandbox.environment, host) }
  }
  const input = (visitor: Visitor, typed: string) => ({
    flow: visitor.flow,
    secret: visitor.cookie.split('=')[1] ?? '',
    grant: visitor.grant,
    password: typed
  })

  /** One whole reset, a day after the one before. */
  async function reset(username: string, typed: string, over: object = {}) {
    sandbox.clock.advance(86_400)
    const visitor = await verified(sandbox, username)
    return commit({ ...deps().commit, ...over }, input(visitor, typed), within)
  }

  /** What the account remembers. */
  async function remembered(visitor: Visitor): Promise<string | undefined> {
    const client = createDynamoDb(sandbox.environment['DYNAMODB_ENDPOINT'])
    const read = async (pk: string) =>
      (
        await client.send(
          new GetItemCommand({ TableName: sandbox.environment['TABLE_NAME'], Key: { pk: { S: pk } }, ConsistentRead: true })
        )
      ).Item
    const flow = await read(`flow#${visitor.flow}`)
    return (await read(`acct#${flow?.['acct']?.S}`))?.['history']?.S
  }

  test('refuses a password at its third reuse and takes it at its fourth', async () => {
    for (const number of [1, 2, 3]) expect(await reset('alice', password(number))).toEqual({ committed: true })
    for (const number of [1, 2, 3]) expect(await reset('alice', password(number))).toEqual(REFUSED)
    expect(await binds(sandbox, 'alice', password(3))).toBe(true)
    expect(await reset('alice', password(4))).toEqual({ committed: true })
    expect(await reset('alice', password(1))).toEqual({ committed: true })
  })

  test('knows a password in its NFC form, and only that password', async () => {
    expect(await reset('bob', 'cafe\u0301 au lait')).toEqual({ committed: true })
    expect(await reset('bob', 'caf\u00e9 au lait')).toEqual(REFUSED)
    expect(await reset('bob', 'Caf\u00e9 au lait')).toEqual({ committed: true })
  })

  test('is told together with the other broken rules', async () => {
    expect(await reset('erin', 'password number 1')).toEqual({ committed: true })
    const strict = {
      configuration: { policies: async () => ({ default: { id: 'x', minNumerals: 2, numPasswordsInHistory: 3 }, groups: [] }) }
    }
    const outcome = await reset('erin', 'password number 1', strict)
    expect('violations' in outcome && outcome.violations.map(({ rule }) => rule)).toEqual(['minNumerals', 'numPasswordsInHistory'])
  })

  test('holds what the directory accepted, and nothing that it refused', async () => {
    const refusing = (stores: ReadonlyMap<string, Resetter>) =>
      new Map(
        [...stores].map(([id, store]) => [
          id,
          { ...store, setPassword: async () => ({ kind: 'refused' as const, violations: [{ rule: 'directoryQuality', params: {} }] }) }
        ])
      )
    expect(await reset('heidi', 'password number 1', { stores: refusing(deps().commit.stores) })).toMatchObject({
      refusal: 'password_unacceptable'
    })
    expect(await reset('heidi', 'password number 1')).toEqual({ committed: true })
  })

  test('keeps no more than it needs, and nothing that could be guessed at without the pepper', async () => {
    for (const number of [11, 12, 13, 14]) await reset('oneil', password(number))
    sandbox.clock.advance(86_400)
    const visitor = await verified(sandbox, 'oneil')
    const packed = (await remembered(visitor)) ?? ''
    const [version, salt = '', , ...hashes] = packed.split('.')
    expect([version, Buffer.from(salt, 'base64url').length, hashes.length]).toEqual(['v1', 16, 3])
    const other = { pepper: async () => 'another pepper, as somebody would have who has only the table' }
    expect(await commit({ ...deps().commit, ...other }, input(visitor, password(14)), within)).toEqual({ committed: true })
  })

  test('a try that died between remembering and finishing is finished by the next, and remembered once', async () => {
    const visitor = await verified(sandbox, 'erin')
    const { commit: whole } = deps()
    const dying = { ...whole, flows: { ...whole.flows, finish: () => Promise.reject(new Error('the process died')) } }
    await expect(commit(dying, input(visitor, 'password number 21'), within)).rejects.toThrow('died')
    const before = await remembered(visitor)
    sandbox.clock.advance(36)
    expect(await commit(deps().commit, input(visitor, 'password number 21'), within)).toEqual({ committed: true })
    expect(await remembered(visitor)).toBe(before)
    await sweep(deps().sweep, within)
  })

  test('what was written meanwhile is kept', async () => {
    expect(await reset('bob', 'password number 31')).toEqual({ committed: true })
    const visitor = await verified(sandbox, 'bob')
    const { commit: whole } = deps()
    let isFirst = true
    const racing = {
      ...whole.flows,
      async remember(acct: string, history: string, seen: number | undefined) {
        if (isFirst) {
          isFirst = false
          const [version, salt, , ...hashes] = ((await remembered(visitor)) ?? '').split('.')
          await whole.flows.remember(acct, [version, salt, 'other', 'AAAAAAAAAAAAAAAAAAAAAA', ...hashes].join('.'), seen)
        }
        return whole.flows.remember(acct, history, seen)
      }
    }
    expect(await commit({ ...whole, flows: racing }, input(visitor, 'password number 32'), within)).toEqual({ committed: true })
    expect((await remembered(visitor))?.split('.').slice(4, 5)).toEqual(['AAAAAAAAAAAAAAAAAAAAAA'])
    expect(await reset('bob', 'password number 31')).toEqual(REFUSED)
  })

  test('fails without a pepper, telling the operator and changing nothing', async () => {
    const none = { pepper: () => Promise.reject(new Error('unforeseen')) }
    expect(await reset('heidi', 'password number 41', none)).toEqual({ refusal: 'directory_unavailable' })
    expect(log.join()).toContain('commit.failed')
    expect(await binds(sandbox, 'heidi', 'password number 41')).toBe(false)
  })

  test('that cannot be written does not make a change look like a failure', async () => {
    const { commit: whole } = deps()
    const flows = { ...whole.flows, remember: () => Promise.reject(new Error('unforeseen')) }
    expect(await reset('heidi', 'password number 42', { flows })).toEqual({ committed: true })
    expect(log.join()).toContain('commit.forgotten')
  })

  test('a policy without a history asks for no pepper and remembers nothing', async () => {
    const none = { pepper: () => Promise.reject(new Error('must not be asked for')) }
    const visitor = await verified(sandbox, 'grace')
    expect(await commit({ ...deps().commit, ...none }, input(visitor, 'password number 51'), within)).toEqual({ committed: true })
    expect(await remembered(visitor)).toBeUndefined()
  })

  test('a password in Oracle’s own history is refused, and that history is not written', async () => {
    const digestOf = (typed: string): string => createHash('sha256').update(`${typed}bob`).digest('hex')
    const migrated = new Map(
      [...deps().commit.stores].map(([id, store]) => [
        id,
        {
          ...store,
          async read(...asked: Parameters<Resetter['read']>): Promise<Person | undefined> {
            const entry = await store.read(...asked)
            return entry && { ...entry, oldHistory: [`${digestOf('an older password')}###${digestOf('from before Rekey')}`] }
          }
        }
      ])
    )
    expect(await reset('bob', 'from before Rekey', { stores: migrated })).toEqual(REFUSED)
    expect(await reset('bob', 'not from before Rekey', { stores: migrated })).toEqual({ committed: true })
  })
})
