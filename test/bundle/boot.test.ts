// The very files that would be deployed, each booted by AWS's own runtime interface client, and a person's whole way through them.
import { Client } from 'ldapts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ConfigurationError, configFor, type FunctionName } from '../../lambdas/config.ts'
import { BUNDLES } from '../../scripts/bundle.ts'
import { canRunClient, runtimeClient } from '../../scripts/runtime-client.ts'
import { boot, CREDENTIALS } from '../support/booted.ts'
import { type Deployment, startDeployment } from '../support/deployment.ts'
import { anEvent } from '../support/events.ts'
import { PlainVisitor } from '../support/plain-visitor.ts'
import { Visitor } from '../support/visitor.ts'
import type { Call, Fault } from '../support/wiretap.ts'

const NEW_PASSWORD = 'seven purple trams at noon'

describe.skipIf(!canRunClient())('the artefacts under the runtime client of AWS', () => {
  let deployment: Deployment

  beforeAll(async () => {
    // The first time it is compiled, which takes a minute or more.
    await runtimeClient()
    deployment = await startDeployment()
  }, 900_000)

  afterAll(() => deployment?.stop())

  /** The calls that were made meanwhile. */
  async function callsOf(work: () => Promise<unknown>): Promise<Call[]> {
    const before = deployment.wiretap.calls.length
    await work()
    await deployment.settled()
    return deployment.wiretap.calls.slice(before)
  }

  async function started(username: string): Promise<Visitor> {
    const visitor = new Visitor(deployment.url)
    expect((await visitor.start(username)).status).toBe(202)
    await deployment.settled()
    return visitor
  }

  async function bindAsAlice(password: string): Promise<void> {
    const { url, ca, users } = deployment.directory
    const client = new Client({ url, tlsOptions: { ca: [ca] } })
    await client.bind(users.find(({ username }) => username === 'alice')?.dn ?? '', password).finally(() => client.unbind())
  }

  const codeFor = (address: string): string =>
    /\b\d{8}\b/.exec(deployment.messages.findLast(({ to, text }) => to === address && /\b\d{8}\b/.test(text))?.text ?? '')?.[0] ?? 'none'

  test('a whole reset goes through them, and every call is signed as AWS wants it', async () => {
    const calls = await callsOf(async () => {
      const page = await new Visitor(deployment.url).call('GET', '/')
      expect([page.status, page.text.includes('type="module"')]).toEqual([200, true])
      const alice = await started('alice')
      expect(await alice.verify(codeFor('alice@example.com'))).toMatchObject({ status: 200, body: { state: 'verified' } })
      expect(await alice.commit('short')).toMatchObject({ status: 422, body: { code: 'password_unacceptable' } })
      expect(await alice.commit(NEW_PASSWORD)).toMatchObject({ status: 200, body: { state: 'committed' } })
      // A condition of the table that fails is a refusal and no fault: its error is known to the trimmed client.
      expect(await alice.commit(NEW_PASSWORD)).toMatchObject({ status: 409, body: { code: 'out_of_order' } })
    })
    await expect(bindAsAlice(NEW_PASSWORD)).resolves.toBeUndefined()
    await expect(bindAsAlice(deployment.directory.users[0]?.password ?? '')).rejects.toThrow()
    expect(deployment.messages.filter(({ to }) => to === 'alice@example.com').map(({ subject }) => subject)).toHaveLength(2)
    expect(new Set(calls.map(({ service }) => service))).toEqual(new Set(['dynamodb', 'kms', 'secretsmanager', 'ses', 'sns']))
    expect(calls.filter(({ isRight }) => !isRight)).toEqual([])
    for (const { region, keyId, headers } of calls) {
      expect([region, keyId]).toEqual(['us-east-1', CREDENTIALS.AWS_ACCESS_KEY_ID])
      expect(headers).toEqual(expect.arrayContaining(['host', 'x-amz-date', 'x-amz-security-token']))
    }
  })

  test('another language is read from its own file when somebody speaks it', async () => {
    const heidi = new Visitor(deployment.url)
    await heidi.start('heidi2', { locale: 'es' })
    await deployment.settled()
    expect(deployment.messages.at(-1)).toMatchObject({ to: 'heidi@example.com', subject: expect.stringContaining('contraseña') })
    const verified = await heidi.verify(codeFor('heidi@example.com'))
    expect(verified.body.policy.map(({ message }: { message: string }) => message).join(' ')).toContain('caracteres')
  })

  test('a person without a script gets through them too, in a language that each reads from its own files', async () => {
    const bob = new PlainVisitor(deployment.url)
    await bob.open('/?lang=fr')
    expect(bob.markup).toContain('"locale":"fr","formats":"fr"')
    await bob.submit('identify', { username: 'bob' })
    await deployment.settled()
    await bob.submit('verify', { code: codeFor('bob@example.com') })
    await bob.submit('commit', { password: 'court' })
    expect(bob.text).toMatch(/15 caractères/)
    await bob.submit('commit', { password: NEW_PASSWORD })
    expect([bob.path, bob.markup]).toEqual(['/forms/done', expect.stringContaining('<html lang="fr"')])
    await deployment.settled()
  })

  test('nobody gets the same answer, and no message', async () => {
    const sent = deployment.messages.length
    const nobody = await started('nobody-of-that-name')
    expect(await nobody.verify('12345678')).toMatchObject({ status: 422, body: { code: 'code_rejected' } })
    expect(deployment.messages.length).toBe(sent)
  })

  test('the page, its files and what it has to know are answered', async () => {
    const visitor = new Visitor(deployment.url)
    expect((await visitor.call('GET', '/assets/page.css')).headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect((await visitor.call('GET', '/v1/config')).body).toMatchObject({ mode: 'email', codeLength: 8 })
    expect((await visitor.call('GET', '/.well-known/change-password')).status).toBe(303)
  })

  test('the sweep finds nothing to do', async () => {
    await expect(deployment.of('sweep').invoke({})).resolves.not.toThrow()
    expect(deployment.of('sweep').exitCode()).toBeUndefined()
  })

  test('no function wrote a secret or an address to its log', () => {
    const logs = BUNDLES.map((name) => deployment.of(name).output()).join('')
    expect(logs).toContain('"event":"deliver.sent"')
    for (const secret of [
      NEW_PASSWORD,
      'alice@example.com',
      codeFor('alice@example.com'),
      'sandbox-reset-identity',
      CREDENTIALS.AWS_SECRET_ACCESS_KEY
    ]) {
      expect(logs).not.toContain(secret)
    }
  })

  describe('a function that is deployed wrongly', () => {
    const failureOf = (name: FunctionName, variables: Record<string, string | undefined>): Promise<Error> =>
      boot({ name, folder: deployment.folderOf(name), variables }).then(
        async ({ stop }) => {
          await stop()
          throw new Error(`${name} started`)
        },
        (error: Error) => error
      )

    test.each(BUNDLES)('%s refuses to start without its variables, and names each of them', async (name) => {
      const { message } = await failureOf(name, {})
      const problems = problemsOf(name)
      expect(problems.length).toBeGreaterThan(1)
      for (const problem of problems) expect(message).toContain(`  - ${problem}`)
    })

    test('refuses to start where Node would print what it sends', async () => {
      const failure = await failureOf('verify', { ...deployment.variablesOf('verify'), NODE_DEBUG: 'http' })
      expect(failure.message).toContain('NODE_DEBUG: must not be set')
    })

    test('fails clearly without credentials, and asks nobody for some', async () => {
      const variables = { ...deployment.variablesOf('flow'), AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_SESSION_TOKEN: '' }
      const flow = await boot({ name: 'flow', folder: deployment.folderOf('flow'), variables })
      try {
        const calls = await callsOf(async () => {
          expect(await flow.invoke(aStart())).toMatchObject({ statusCode: expect.toSatisfy((status: number) => status >= 500) })
        })
        expect(calls).toEqual([])
        expect(flow.output()).toContain('CredentialsProviderError')
      } finally {
        await flow.stop()
      }
    })
  })

  describe('a service that fails', () => {
    const startWith = (service: string, faults: readonly Fault[]) => {
      deployment.wiretap.spoil(service, faults)
      return callsOf(async () => {
        answer = await new Visitor(deployment.url).start('bob')
      })
    }
    let answer: Awaited<ReturnType<Visitor['start']>>

    test.each<[string, Fault]>([
      ['answers 500', 'error'],
      ['throttles', 'throttle'],
      ['cuts the connection', 'cut']
    ])('is asked again when it %s', async (_how, fault) => {
      const [first, second] = await startWith('dynamodb', [fault])
      expect(answer.status).toBe(202)
      expect([first?.status, second?.status]).toEqual([{ error: 500, throttle: 400, cut: 'cut', hang: 'hung' }[fault], 200])
      expect(second?.operation).toBe(first?.operation)
      expect(second?.isRight).toBe(true)
    })

    test('is asked three times in all, and no more', async () => {
      const calls = await startWith('dynamodb', ['error', 'error', 'error'])
      expect(answer.status).toBeGreaterThanOrEqual(500)
      expect(calls.filter(({ service }) => service === 'dynamodb')).toHaveLength(3)
    })

    test('is not waited for longer than the time-out of a call', async () => {
      const began = performance.now()
      await startWith('dynamodb', ['hang'])
      const took = performance.now() - began
      expect(answer.status).toBe(202)
      expect(took).toBeGreaterThan(1400)
      expect(took).toBeLessThan(8000)
    })

    test('gets a message once: SES is not asked again by its client', async () => {
      const record = deployment.records.findLast(({ dynamodb }) => dynamodb?.NewImage?.['work']?.S === 'notice')
      expect(record).toBeDefined()
      deployment.wiretap.spoil('ses', ['error'])
      const calls = await callsOf(async () => {
        const again = { batchItemFailures: [{ itemIdentifier: record?.dynamodb?.SequenceNumber }] }
        expect(await deployment.of('deliver').invoke({ Records: [record] })).toEqual(again)
      })
      expect(calls.filter(({ service }) => service === 'ses')).toHaveLength(1)
    })
  })
})

/** What is wrong with no configuration at all. */
function problemsOf(name: FunctionName): readonly string[] {
  try {
    configFor(name, {})
    return []
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems
    throw error
  }
}

const aStart = () =>
  anEvent({
    method: 'POST',
    resource: '/v1/flows',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'bob' })
  })
