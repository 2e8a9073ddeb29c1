// POST /v1/password as an outsider sees it: the same bytes at the same moment for everybody who is not who they say.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accountOf } from '../../lambdas/flow/decoy.ts'
import { api } from '../../lambdas/http/api.ts'
import { changeEndpoint } from '../../lambdas/http/change.ts'
import { changePassword } from '../../lambdas/operations/change-password.ts'
import { deadlineIn } from '../support/deadline.ts'
import { aContext, anEvent } from '../support/events.ts'
import { type OwnChanges, startOwnChanges } from '../support/own-change.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { Visitor } from '../support/visitor.ts'

const NEW = 'a whole new passphrase'

let sandbox: Sandbox
let own: OwnChanges
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, change: true })
})
beforeEach(async () => {
  sandbox.clock.advance(86_400)
  await own?.directory.stop()
  own = await startOwnChanges(sandbox)
})
afterAll(async () => {
  await own.directory.stop()
  await sandbox.stop()
})

const JSON_BODY = { 'content-type': 'application/json' }

async function post(body: unknown, headers: Record<string, string> = {}) {
  const handle = api(own.deps, { 'POST /v1/password': changeEndpoint((input, deadline) => changePassword(own.deps, input, deadline)) })
  const event = anEvent({
    method: 'POST',
    resource: '/v1/password',
    headers: { ...JSON_BODY, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body)
  })
  const { statusCode, headers: answered, body: text } = await handle(event, aContext(25_000))
  return { statusCode, headers: answered, text, body: JSON.parse(text) }
}

const password = (username: string) => own.directory.users.find((one) => one.username === username)?.password ?? ''
const as = (username: string, more: object = {}) => ({ username, current: password(username), password: NEW, ...more })

describe('POST /v1/password', () => {
  test('changes a password, and sets no cookie', async () => {
    const { statusCode, headers, body } = await post(as('alice'))
    expect([statusCode, body, headers?.['set-cookie']]).toEqual([200, { state: 'committed' }, undefined])
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'application/json' })
  })

  test('tells what is wrong with a password in the language that is asked for', async () => {
    const { statusCode, body } = await post(as('alice', { password: 'short', locale: 'de' }))
    expect([statusCode, body.code]).toEqual([422, 'password_unacceptable'])
    expect(body.violations[0]).toMatchObject({ rule: 'minLength', params: { required: 15, found: 5 } })
    expect(body.violations[0].message).toContain('15 Zeichen')
  })

  test('ENU-1, ENU-8: unknown, wrong, disabled, protected, ambiguous, locked and paused are one answer at one moment', async () => {
    const found = await own.deps.stores[0]?.find('carol', deadlineIn(5000))
    if (found?.kind !== 'person') throw new Error('no carol')
    await own.deps.flows.pause(accountOf('people', found.person.guid), sandbox.clock.now())
    own.asked()
    const people = ['dave', 'root', 'erin'].map((username) => as(username))
    const others = [as('alice', { current: 'wrong' }), as('nobody', { current: 'wrong' }), as('heidi', { username: 'heidi@example.com' })]
    const seen = new Set<string>()
    for (const [index, body] of [...people, ...others, as('carol', { current: 'wrong' }), as('carol')].entries()) {
      own.take(10 * (index + 1))
      const { statusCode, headers, text } = await post(body)
      const asked = own.asked().map((operation) => operation.split(' ')[0])
      // Who knows the password of a paused account is looked at once more, with their groups, before they hear the same.
      expect(asked).toEqual(body.current === password('carol') ? ['search', 'bind', 'search', 'search'] : ['search', 'bind'])
      expect(own.waits()).toEqual([1000 - 10 * (index + 1)])
      seen.add(JSON.stringify({ statusCode, headers, text: text.replace(/urn:rekey:request:[\w-]+/, '<request>') }))
    }
    expect([...seen]).toHaveLength(1)
    expect([...seen][0]).toContain('current_rejected')
  })

  test('a directory that is down says 503, and when depends on the grid', async () => {
    await own.directory.stop()
    const { statusCode, body } = await post(as('alice'))
    expect([statusCode, body.code, body.detail]).toEqual([503, 'directory_unavailable', undefined])
    expect(own.waits()).toHaveLength(1)
  })

  test('too many tries are told with the time to wait', async () => {
    for (let tries = 0; tries < 4; tries++) await post(as('bob', { current: 'wrong' }))
    const { statusCode, headers, body } = await post(as('bob'))
    expect([statusCode, headers?.['retry-after'], body.code]).toEqual([429, '1800', 'too_many_requests'])
  })

  test.each([
    [{ ...JSON_BODY, origin: 'https://evil.example' }, 403, 'cross_origin'],
    [{ ...JSON_BODY, 'sec-fetch-site': 'cross-site' }, 403, 'cross_origin'],
    [{ 'content-type': 'text/plain' }, 415, 'unsupported_media_type']
  ])('from %j it is refused before anything is asked', async (headers, status, code) => {
    const { statusCode, body } = await post(as('alice'), headers)
    expect([statusCode, body.code]).toEqual([status, code])
    expect(own.asked()).toEqual([])
  })

  test.each([
    [{ current: 'x', password: NEW }, 'username: is missing'],
    [{ username: 'alice', password: NEW }, 'current: is missing'],
    [{ username: 'alice', current: '', password: NEW }, 'current: must not be empty'],
    [{ username: 'alice', current: 'x', password: 7 }, 'password: must be a string'],
    [{ username: 'alice', current: 'x', password: NEW, grant: 'x' }, 'grant: is not a field of this request'],
    [{ username: 'a\u0000b', current: 'x', password: NEW }, 'username: must not hold control characters']
  ])('refuses %j', async (body, detail) => {
    expect((await post(body)).body).toMatchObject({ status: 400, code: 'request_invalid', detail })
    expect(own.asked()).toEqual([])
  })

  test('no log line holds a password or a name', async () => {
    await post(as('alice', { current: 'the wrong one here' }))
    await post(as('alice', { password: 'short' }))
    await post(as('alice'))
    expect(own.log.length).toBeGreaterThanOrEqual(3)
    for (const secret of ['the wrong one here', password('alice'), NEW, 'alice', '203.0.113']) expect(own.log.join()).not.toContain(secret)
  })
})

describe('the sandbox', () => {
  test('serves it where it is asked for, through the function that is deployed', async () => {
    const bob = sandbox.info.directory.users.find(({ username }) => username === 'bob')
    const body = { username: 'bob', current: bob?.password, password: NEW }
    expect(await new Visitor(sandbox.url).call('POST', '/v1/password', body)).toMatchObject({ status: 200, body: { state: 'committed' } })
  })

  test('has nothing there otherwise', async () => {
    const without = await startSandbox({ port: 0 })
    try {
      const answer = await new Visitor(without.url).call('POST', '/v1/password', as('alice'))
      expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
    } finally {
      await without.stop()
    }
  })
})
