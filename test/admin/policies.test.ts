// Policies over HTTP: kept whole, changed from a revision, and obeyed within a minute.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ADMINS_DN } from '../../bin/sandbox/people.ts'
import { type Administrator, administratorOf } from '../support/administrator.ts'
import { binds } from '../support/bind.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { verified } from '../support/visitor.ts'

let sandbox: Sandbox
let admin: Administrator
const lines: string[] = []

beforeAll(async () => {
  sandbox = await startSandbox({ mode: 'email', onLog: (event, facts) => void lines.push(JSON.stringify({ event, ...facts })) })
  admin = administratorOf(sandbox)
})
afterAll(() => sandbox.stop())
beforeEach(() => sandbox.clock.advance(86_400))

const put = async (id: string, rules: Record<string, unknown>) => admin.put(`/policies/${id}`, { ...rules, rev: await admin.rev() })
const assign = async (assignments: unknown[], more: Record<string, unknown> = {}) =>
  admin.put('/assignments', { assignments, ...more, rev: await admin.rev() })
const ADMINS = { store: 'people', group: ADMINS_DN, policy: 'admins', priority: 1 }

describe('before anybody has changed anything', () => {
  test('the policies are those of the deployment, spelled out for its stores', async () => {
    expect((await admin.get('/policies')).body).toEqual({
      default: 'nist',
      policies: [
        { id: 'nist', maxBytes: 512, minLength: 15, maxLength: 128, blocklist: true },
        { id: 'admins', maxBytes: 512, minLength: 20, maxLength: 128, blocklist: true }
      ],
      assignments: [ADMINS],
      rev: 0
    })
  })

  test('a policy tells its rules in the language of who asks', async () => {
    const answer = await admin.get('/policies/admins')
    expect(answer.body).toMatchObject({ rev: 0, isDefault: false, assignments: [ADMINS], policy: { minLength: 20 } })
    expect(answer.body.rules[0]).toEqual({ rule: 'minLength', params: { required: 20 }, message: 'At least 20 characters.' })
    expect((await admin.get('/policies/none')).status).toBe(404)
  })
})

describe('a policy', () => {
  test('is added, replaced and deleted, each time with a new revision', async () => {
    const added = await put('staff', { minLength: 12, minUpperCase: 1 })
    expect(added.body).toEqual({ rev: 1, policy: { id: 'staff', maxBytes: 512, minLength: 12, minUpperCase: 1 } })
    expect(added.headers.get('etag')).toBe('"1"')
    expect((await put('staff', { minLength: 14 })).body).toEqual({ rev: 2, policy: { id: 'staff', maxBytes: 512, minLength: 14 } })
    expect((await admin.get('/policies')).body.policies).toHaveLength(3)
    expect((await admin.delete('/policies/staff', 2)).body).toEqual({ rev: 3 })
    expect((await admin.get('/policies/staff')).status).toBe(404)
    expect(await admin.delete('/policies/staff', 3)).toMatchObject({ status: 404 })
  })

  test('may begin as a preset', async () => {
    const { policy } = (await put('classes', { preset: 'ad-complexity', minLength: 9 })).body
    expect(policy).toMatchObject({ id: 'classes', minLength: 9, minCharacterClasses: 3 })
    expect((await put('x', { preset: 'constructor' })).body.detail).toContain('preset: must be one of nist, oam, ad-complexity')
  })

  test.each([
    [{ minLenght: 8 }, 'minLenght: is not a field of this request'],
    [{ minLength: -1 }, 'minLength'],
    [{ minLength: '8' }, 'minLength'],
    [{ id: 'other' }, 'id: differs from the address'],
    [{ blocklist: 'yes' }, 'blocklist']
  ])('%j is refused by name', async (rules, detail) => {
    const answer = await put('staff', rules)
    expect(answer).toMatchObject({ status: 400, body: { code: 'request_invalid' } })
    expect(answer.body.detail).toContain(detail)
  })

  test('that contradicts itself is refused with every reason', async () => {
    const rev = await admin.rev()
    const answer = await put('staff', {
      minLength: 8,
      maxLength: 12,
      minUpperCase: 10,
      minLowerCase: 10,
      requiredChars: 'ab',
      disallowedChars: 'bc'
    })
    expect(answer).toMatchObject({ status: 422, body: { code: 'policy_refused' } })
    expect(answer.body.problems.length).toBeGreaterThanOrEqual(2)
    expect(await admin.rev()).toBe(rev)
  })

  test('is not changed by who does not say what they saw', async () => {
    for (const answer of [await admin.put('/policies/staff', { minLength: 8 }), await admin.delete('/policies/admins')])
      expect(answer).toMatchObject({ status: 400, body: { detail: 'rev: is missing; send the revision that you read, or If-Match' } })
  })

  test('that somebody has, or everybody else, is not deleted', async () => {
    for (const id of ['admins', 'nist'])
      expect(await admin.delete(`/policies/${id}`, await admin.rev())).toMatchObject({ status: 409, body: { code: 'policy_in_use' } })
  })

  test('together with the others has a size that an item can hold', async () => {
    const words = Array.from({ length: 4000 }, (_, index) => `${index}`.padStart(100, 'x'))
    const answer = await put('large', { disallowedSubstrings: words })
    expect(answer).toMatchObject({ status: 422, body: { code: 'policy_refused' } })
    expect(answer.body.problems[0]).toContain('at most 350000')
    expect((await put('large', { disallowedSubstrings: [...words, ...words] })).status).toBe(413)
  })
})

describe('assignments', () => {
  test('are refused with every reason, and then nothing is changed', async () => {
    const before = (await admin.get('/policies')).body
    const answer = await assign(
      [ADMINS, { ...ADMINS, group: 'staff' }, { ...ADMINS, store: 'nowhere', priority: 2 }, { ...ADMINS, policy: 'gone', priority: 3 }],
      { default: 'lost' }
    )
    expect(answer).toMatchObject({ status: 422, body: { code: 'policy_refused' } })
    expect(answer.body.problems).toEqual([
      'default: there is no policy lost',
      'assignments: priority 1 in store people is given to both admins and admins',
      'assignments: there is no store nowhere; stores are people',
      'assignments: there is no policy gone'
    ])
    expect((await admin.get('/policies')).body).toEqual(before)
  })

  test.each([
    [{ ...ADMINS, priority: 1000 }, 'assignments.0.priority'],
    [{ ...ADMINS, weight: 1 }, 'assignments.0.weight: is not a field of this request'],
    [{ group: 'x' }, 'assignments.0.store: is missing']
  ])('refuses %j by its path', async (one, detail) => {
    expect((await assign([one])).body.detail).toContain(detail)
  })
})

describe('50 administrators', () => {
  test('who save from one revision: one does, and nothing is lost', async () => {
    const rev = await admin.rev()
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => admin.put(`/policies/p${index}`, { minLength: index, rev })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 412]))
    const winner = answers.find(({ status }) => status === 200)?.body.policy
    const after = (await admin.get('/policies')).body
    expect([after.rev, after.policies.at(-1)]).toEqual([rev + 1, winner])
    await admin.delete(`/policies/${winner.id}`, rev + 1)
  })

  test('who read again when they are told save everything', async () => {
    const save = async (id: string): Promise<void> => {
      if ((await put(id, { minLength: 1 })).status === 412) await save(id)
    }
    const ids = Array.from({ length: 8 }, (_, index) => `q${index}`)
    await Promise.all(ids.map(save))
    const kept = (await admin.get('/policies')).body.policies.map(({ id }: { id: string }) => id)
    expect(kept).toEqual(expect.arrayContaining(ids))
  })
})

describe('a dry run', () => {
  const tried = (body: unknown, id = 'admins') => admin.post(`/policies/${id}/test`, body)

  test('lists every rule that a password breaks', async () => {
    await put('many', { minLength: 12, minNumerals: 2, userNameDisallowed: true })
    const answer = await tried({ password: 'Grace!', names: { username: ['grace'] }, locale: 'ja' }, 'many')
    expect(answer.body.acceptable).toBe(false)
    expect(answer.body.violations.map(({ rule }: { rule: string }) => rule)).toEqual(['minLength', 'minNumerals', 'userNameDisallowed'])
    expect(answer.body.violations[0].message).toContain('12文字以上')
    expect((await tried({ password: 'xylophone 12 tides' }, 'many')).body).toEqual({ acceptable: true, violations: [] })
  })

  test('knows the common passwords, and what the person and the organisation are called', async () => {
    const ruleOf = async (password: string, names = {}) =>
      (await tried({ password, names }, 'nist')).body.violations.map(
        ({ rule, params }: { rule: string; params: { kind?: string } }) => params.kind ?? rule
      )
    expect(await ruleOf('qwertyuiop123456789')).toEqual(['common'])
    expect(await ruleOf('examplecorp2024!')).toEqual(['context'])
    expect(await ruleOf('grace.osawa.1999', { given: ['Grace'], family: ['Osawa'] })).toEqual(['context'])
    expect(await ruleOf('grace.osawa.1999')).toEqual([])
  })

  test('leaves nothing behind: not in the log, and not in the table', async () => {
    const secret = 'a candidate that nobody may read'
    await tried({ password: secret })
    await tried({ password: secret }, 'nobody')
    expect(lines.filter((line) => line.includes(secret))).toEqual([])
    expect((await tried({ password: 'x', more: 1 })).body.detail).toContain('more: is not a field')
  })
})

describe('what people get', () => {
  const LONG = 'purple trams at noon today'

  test('a policy for a group holds for its members at their next reset, within 60 seconds, and for nobody else', async () => {
    await put('long', { minLength: 26 })
    await assign([{ store: 'people', group: 'admins', policy: 'long', priority: 1 }])
    sandbox.clock.advance(60)
    const grace = await verified(sandbox, 'grace')
    expect((await grace.read()).body.policy).toMatchObject([{ rule: 'minLength', params: { required: 26 } }])
    expect((await grace.commit(LONG.slice(0, 25))).body).toMatchObject({
      code: 'password_unacceptable',
      violations: [{ rule: 'minLength' }]
    })
    expect((await grace.commit(LONG)).status).toBe(200)
    expect(await binds(sandbox, 'grace', LONG)).toBe(true)
    const bob = await verified(sandbox, 'bob')
    expect((await bob.read()).body.policy[0]).toMatchObject({ rule: 'minLength', params: { required: 15 } })
  })

  test('a policy that changes between the code and the password is the one that is judged by', async () => {
    await put('long', { minLength: 5 })
    await assign([{ store: 'people', group: ADMINS_DN, policy: 'long', priority: 1 }])
    sandbox.clock.advance(60)
    const grace = await verified(sandbox, 'grace')
    await put('long', { minLength: 30 })
    sandbox.clock.advance(60)
    expect((await grace.commit('too short for thirty')).body).toMatchObject({
      violations: [{ rule: 'minLength', params: { required: 30 } }]
    })
    await assign([])
    sandbox.clock.advance(60)
    expect((await grace.commit('long enough for the default')).status).toBe(200)
  })

  test('a policy for a whole store holds for everybody in it who has no better one', async () => {
    await put('long', { minLength: 16 })
    await assign([
      { store: 'people', policy: 'long', priority: 2 },
      { store: 'people', group: ADMINS_DN, policy: 'admins', priority: 1 }
    ])
    sandbox.clock.advance(60)
    const told = async (who: string) => (await (await verified(sandbox, who)).read()).body.policy[0].params.required
    expect([await told('alice'), await told('grace')]).toEqual([16, 20])
  })
})

test('changes of policies are written down, without their rules', async () => {
  const rev = await admin.rev()
  await put('noted', { disallowedSubstrings: ['a-secret-project'] })
  const line = lines.findLast((one) => one.includes('admin.changed')) ?? ''
  expect(JSON.parse(line)).toMatchObject({
    event: 'admin.changed',
    what: 'policy',
    policy: 'noted',
    rev: rev + 1,
    by: expect.stringContaining('arn:aws:')
  })
  expect(lines.join()).not.toContain('a-secret-project')
})

describe('a dictionary in S3', () => {
  const lying = (location: string) => put('words', { minLength: 8, dictionary: { location } })

  test('is kept where it lies in the bucket of the deployment, and refuses its words', async () => {
    expect(await lying('s3://rekey-dictionaries/words.txt')).toMatchObject({ status: 200 })
    const judged = async (password: string) => (await admin.post('/policies/words/test', { password })).body
    expect(await judged('Example Corporation')).toMatchObject({ acceptable: false, violations: [{ rule: 'dictionary' }] })
    expect(await judged('example corporations')).toMatchObject({ acceptable: true })
  })

  test.each(['s3://another-bucket/words.txt', 's3://rekey-dictionaries', 'https://example.com/words.txt'])(
    'is refused with the reason where it lies at %s',
    async (location) => {
      const before = await admin.rev()
      expect(await lying(location)).toMatchObject({
        status: 422,
        body: {
          code: 'policy_refused',
          problems: [expect.stringContaining(`the dictionary ${location} must be a file, or s3://rekey-dictionaries/key`)]
        }
      })
      expect(await admin.rev()).toBe(before)
    }
  )

  test('that cannot be read stops the resets that are judged by it, and the log says why', async () => {
    expect(await lying('s3://rekey-dictionaries/gone.txt')).toMatchObject({ status: 200 })
    await assign([{ store: 'people', policy: 'words', priority: 0 }])
    sandbox.clock.advance(61)
    const visitor = await verified(sandbox, 'bob')
    expect((await visitor.commit('a whole new passphrase')).status).toBe(503)
    expect(lines.join()).toContain('the dictionary s3://rekey-dictionaries/gone.txt cannot be read: S3 answered 404 NoSuchKey')
    await assign([ADMINS])
  })
})
