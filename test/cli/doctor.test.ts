// `rekey doctor` on real directories that are as they should be, and on ones that are broken on purpose.
import { writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:tls'
import { Attribute, Change, Client } from 'ldapts'
import { generate } from 'selfsigned'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Deployed } from '../../bin/rekey/directory/deployed.ts'
import { judgeMail, judgeSms } from '../../bin/rekey/directory/examine-aws.ts'
import { examinePepper, judgePepper } from '../../bin/rekey/directory/examine-pepper.ts'
import { judgeSecretPolicy } from '../../bin/rekey/directory/examine-secrets.ts'
import { CHECKS, type Finding, findingsAbout } from '../../bin/rekey/directory/findings.ts'
import { judgeCertificate, judgeClock, judgeOffers, judgePolicies } from '../../bin/rekey/directory/judgements.ts'
import { type Ds389Server, has389ds, start389ds } from '../../bin/sandbox/389ds.ts'
import { makeCertificate } from '../../bin/sandbox/certificate.ts'
import type { DirectoryServer } from '../../bin/sandbox/directory.ts'
import { hasOpenLdap, type OpenLdapServer, startOpenLdap } from '../../bin/sandbox/openldap.ts'
import { Misconfigured, Unavailable } from '../../lambdas/ports.ts'
import { startSandbox } from '../support/sandbox.ts'
import { type Administrator, administrator } from './deployment.ts'
import { rekey } from './transcript.ts'

// Each command is a process of its own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const admins: Administrator[] = []
afterEach(() => {
  for (const one of admins.splice(0)) one.end()
})

function administratorOf(...[stores, more]: Parameters<typeof administrator>): Administrator {
  const one = administrator(stores, more)
  admins.push(one)
  return one
}

type Identities = Partial<Pick<DirectoryServer, 'search' | 'reset' | 'status'>>

async function found(
  server: DirectoryServer,
  identities: Identities = {},
  store: Partial<DirectoryServer['stores'][number]> = {}
): Promise<Finding[]> {
  const stores = server.stores.map((one) => ({ ...one, ...store }))
  const { search, reset, status } = { ...server, ...identities }
  return (await administratorOf(stores).ask(['doctor'], { search, reset, status })).findings
}

/** Without what is so by design in every demo directory: the reset identity may write the password of root, whom only Rekey protects. */
const wrong = (findings: readonly Finding[]): string[] =>
  findings
    .filter(({ level, check }) => (level === 'problem' || level === 'warning') && check !== 'protected')
    .map(({ level, check }) => `${level} ${check}`)

const saidOf = (findings: readonly Finding[], check: string): string =>
  findings
    .filter((one) => one.check === check)
    .map(({ says }) => says)
    .join('\n')

describe.skipIf(!hasOpenLdap())('OpenLDAP', () => {
  let server: OpenLdapServer
  beforeAll(async () => {
    server = await startOpenLdap({ policy: { pwdMinLength: 20 } })
  })
  afterAll(() => server?.stop())

  test('as it should be, nothing is wrong, and every password is what it was', async () => {
    const findings = await found(server)
    expect(wrong(findings)).toEqual([])
    expect(saidOf(findings, 'protected')).toMatch(/uid=root/)
    for (const check of ['writes', 'excess', 'hashes', 'policy-skipped', 'people', 'certificate', 'offers'])
      expect(findings.filter((one) => one.check === check && one.level === 'ok')).not.toEqual([])
    const client = new Client({ url: server.url, tlsOptions: { ca: server.ca } })
    for (const { username, dn, password } of server.users.filter((one) => !['dave', 'erin'].includes(one.username)))
      await expect(client.bind(dn, password), username).resolves.toBeUndefined()
    await client.unbind()
  })

  test('rootdn as reset identity is found in three ways', async () => {
    const findings = await found(server, { reset: server.administrator })
    expect(wrong(findings)).toEqual(expect.arrayContaining(['problem excess', 'problem hashes']))
    expect(saidOf(findings, 'excess')).toMatch(/may also write: .*mail/)
    expect(saidOf(findings, 'policy-skipped')).toMatch(/rootdn/)
  })

  test('rootdn as search identity may write, and shows the stricter password policy', async () => {
    const findings = await found(server, { search: server.administrator })
    expect(saidOf(findings, 'policy')).toMatch(/wants 20 characters and policy nist takes 15/)
    expect(wrong(findings)).toEqual(expect.arrayContaining(['problem excess', 'warning policy']))
  })

  test('the status identity may write what disables, unlocks and demands a change, and no password', async () => {
    const about = (findings: readonly Finding[]) =>
      findings.filter((one) => one.about.endsWith('status identity')).map(({ level, check, says }) => `${level} ${check}: ${says}`)
    expect(about(await found(server))).toEqual([
      'ok groups: protected group cn=privileged,ou=groups,dc=example,dc=com counts',
      'ok people: is shown the same people',
      'ok writes: may write pwdAccountLockedTime, pwdReset',
      'ok excess: may write none of the other attributes that were asked about',
      'ok hashes: is shown no password hashes'
    ])
    const lesser = await found(server, { status: server.search })
    // Who may write nothing at all cannot be asked about a truth value: there is nothing impossible to ask for beside it.
    expect(about(lesser)).toContain('problem writes: may not write pwdAccountLockedTime')
    const greater = await found(server, { status: server.administrator })
    expect(about(greater)).toContainEqual(expect.stringMatching(/^problem excess: may also write: userPassword, /))
    expect(about(greater)).toContain('problem hashes: may read password hashes')
    // Its route only: everything else works without.
    expect(wrong(await found(server, { status: { ...server.status, password: 'wrong' } }))).toEqual(['warning bind'])
  })

  test('asking what it may write changes nobody, demanded to change or not', async () => {
    const shown = async (client: Client) =>
      (await client.search('ou=people,dc=example,dc=com', { attributes: ['*', '+'] })).searchEntries.map((entry) => JSON.stringify(entry))
    const client = new Client({ url: server.url, tlsOptions: { ca: server.ca } })
    await client.bind(server.administrator.bindDn, server.administrator.password)
    const first = server.users[0]?.dn ?? ''
    try {
      for (const values of [['FALSE'], ['TRUE']]) {
        await client.modify(first, new Change({ operation: 'replace', modification: new Attribute({ type: 'pwdReset', values }) }))
        const before = await shown(client)
        expect(saidOf(await found(server), 'writes')).toContain('may write pwdAccountLockedTime, pwdReset')
        expect(await shown(client)).toEqual(before)
      }
    } finally {
      await client.modify(first, new Change({ operation: 'replace', modification: new Attribute({ type: 'pwdReset', values: [] }) }))
      await client.unbind()
    }
  })

  test('another authority, a wrong password, a base that is not there, an attribute that nobody has', async () => {
    const { ca } = await makeCertificate()
    expect(saidOf(await found(server, {}, { ca }), 'certificate')).toMatch(/not signed by a known authority/)
    const refused = await found(server, { reset: { ...server.reset, password: 'wrong' } })
    expect(wrong(refused)).toEqual(['problem bind'])
    expect(wrong(await found(server, {}, { baseDn: 'ou=nowhere,dc=example,dc=com' }))).toEqual(['problem people'])
    const missing = await found(server, {}, { attributes: { mobile: ['pager'] } })
    expect(saidOf(missing, 'attributes')).toMatch(/none of \d+ people shows mobile/)
  })

  test('an address where nobody listens is named beside one that is well', async () => {
    const findings = await found(server, {}, { urls: ['ldaps://127.0.0.1:1', server.url] })
    expect(wrong(findings)).toEqual(['problem certificate'])
    expect(saidOf(findings, 'certificate')).toMatch(/ECONNREFUSED/)
  })

  test('a file that others can read is refused', async () => {
    const one = administratorOf(server.stores)
    writeFileSync(`${one.folder}/open.json`, JSON.stringify(server.search), { mode: 0o644 })
    const { code, err } = await one.run(['doctor', '--search-identity', `${one.folder}/open.json`])
    expect([code, err]).toEqual([2, expect.stringContaining('chmod 600')])
    expect(err).not.toContain(server.search.password)
  })
})

describe.skipIf(!hasOpenLdap())('OpenLDAP with a right that is too strong', () => {
  const started = (right: string) =>
    startOpenLdap({
      policy: { pwdMinLength: 8 },
      extension: {
        schema: '/etc/ldap/schema/nis.schema',
        access: `access to dn.subtree="ou=people,dc=example,dc=com" attrs=userPassword\n  by dn.exact="cn=rekey-reset,dc=example,dc=com" ${right}\n  by anonymous auth\n  by * none\n`,
        store: {}
      }
    })

  test.each([
    ['manage', ['problem hashes', 'problem policy-skipped']],
    ['write', ['problem hashes']]
  ])(
    '%s on passwords',
    async (right, expected) => {
      const server = await started(right)
      try {
        expect(wrong(await found(server))).toEqual(expected)
      } finally {
        await server.stop()
      }
    },
    60_000
  )
})

describe.skipIf(!has389ds())('389 Directory Server', () => {
  let server: Ds389Server
  beforeAll(async () => {
    server = await start389ds()
  })
  afterAll(() => server?.stop())

  test('as it should be, nothing is wrong, and its clock is read', async () => {
    const findings = await found(server)
    // Nobody here has changed a password yet, so nobody shows when.
    expect(wrong(findings)).toEqual(['warning attributes'])
    expect(saidOf(findings, 'clock')).toMatch(/right to/)
    expect(saidOf(findings, 'writes')).toMatch(/userPassword, accountUnlockTime, passwordRetryCount/)
    expect(saidOf(findings, 'writes')).toMatch(/nsAccountLock, accountUnlockTime, passwordRetryCount, passwordExpirationTime$/)
    const swapped = await found(server, { status: server.reset })
    expect(saidOf(swapped, 'writes')).toMatch(/may not write nsAccountLock, passwordExpirationTime$/)
    expect(saidOf(swapped, 'excess')).toMatch(/may also write: userPassword$/)
  })

  test('the directory manager may do everything, and that is said', async () => {
    const findings = await found(server, { reset: server.administrator })
    expect(saidOf(findings, 'excess')).toMatch(/delete the entry, rename the entry/)
    expect(wrong(findings)).toEqual(expect.arrayContaining(['problem excess', 'problem hashes']))
  })
})

describe('certificates', () => {
  let server: Server | undefined
  afterEach(() => server?.close())

  test('one that has expired is a problem, before anybody binds', async () => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'gone' }], {
      keyType: 'ec',
      notBeforeDate: new Date('2020-01-01'),
      notAfterDate: new Date('2021-01-01'),
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }]
    })
    const heard: Buffer[] = []
    server = createServer({ key, cert }, (socket) => void socket.on('data', (bytes: Buffer) => heard.push(bytes))).listen(0, '127.0.0.1')
    await new Promise((resolve) => server?.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    const one = administratorOf([{ id: 'main', profile: 'openldap', urls: [`ldaps://127.0.0.1:${port}`], ca: cert, baseDn: 'dc=example' }])
    const identity = { bindDn: 'cn=x', password: 'y' }
    const { findings } = await one.ask(['doctor'], { search: identity, reset: identity })
    expect(saidOf(findings, 'certificate')).toMatch(/not valid today: renew it/)
    expect(heard).toEqual([])
  })

  test('one that runs out within a month is a warning', () => {
    const shown = { protocol: 'TLSv1.3', subject: 'directory', validTo: 40 * 86_400_000, chain: 1 }
    const judge = (day: number) => judgeCertificate(findingsAbout('x'), shown, day * 86_400_000).level
    expect([judge(0), judge(10), judge(11)]).toEqual(['ok', 'ok', 'warning'])
  })
})

describe('judgements', () => {
  const about = findingsAbout('x')

  test('a clock that is a minute off, and one that is not shown', () => {
    const root = { controls: new Set<string>(), extensions: new Set<string>(), product: '' }
    const levels = [0, 60_000, 61_000, -61_000].map((off) => judgeClock(about, { ...root, clock: 1_000_000 + off }, 1_000_000).level)
    expect([...levels, judgeClock(about, root, 0).level]).toEqual(['ok', 'ok', 'warning', 'warning', 'untold'])
  })

  test('a server without the operation that writes passwords', () => {
    const root = { controls: new Set<string>(), extensions: new Set<string>(), product: '' }
    const levels = (how: 'exop' | 'replace') => judgeOffers(about, root, 'openldap', how).map(({ level }) => level)
    expect([levels('exop'), levels('replace')]).toEqual([
      ['problem', 'warning', 'warning'],
      ['warning', 'warning']
    ])
  })

  test('each way in which a directory can be stricter', () => {
    const theirs = { dn: 'cn=policy', minLength: 16, history: 5, minAgeSeconds: 60, isComplex: true }
    const ours = { id: 'ours', maxBytes: 512, minLength: 15 }
    expect(judgePolicies(about, [theirs], [ours])).toHaveLength(4)
    const same = { ...ours, minLength: 16, numPasswordsInHistory: 5, minPasswordAge: 60, minCharacterClasses: 3 }
    expect(judgePolicies(about, [theirs], [same]).map(({ level }) => level)).toEqual(['ok'])
  })

  test('NOT-2: a sender that does not sign, and SES and SNS in their sandboxes', () => {
    const mail = { isInSandbox: false, isSending: true, perDay: 100, sentToday: 0, isVerified: true, hasDkim: true }
    const levels = (account: Partial<typeof mail>) => judgeMail({ ...mail, ...account }, 'example.com').map(({ level }) => level)
    expect(levels({})).toEqual(['ok', 'ok'])
    expect(levels({ isInSandbox: true })).toEqual(['ok', 'problem'])
    expect(levels({ isVerified: false })).toEqual(['problem', 'ok'])
    expect(levels({ hasDkim: false })).toEqual(['warning', 'ok'])
    expect(levels({ sentToday: 95 })).toEqual(['ok', 'ok', 'warning'])
    expect(judgeSms({ isInSandbox: true, spendLimit: undefined }).map(({ level }) => level)).toEqual(['problem', 'warning'])
  })
})

test('a secret that lets others in by a policy of its own', () => {
  const statement = (Action: string | string[], Principal: unknown, Effect = 'Allow') => ({ Effect, Principal, Action, Resource: '*' })
  const judge = (...Statement: object[]) => judgeSecretPolicy(findingsAbout('x'), JSON.stringify({ Version: '2012-10-17', Statement }))
  const other = { AWS: ['arn:aws:iam::000000000000:role/other'] }
  expect(judgeSecretPolicy(findingsAbout('x'), undefined).level).toBe('ok')
  expect(judge(statement('secretsmanager:GetSecretValue', '*', 'Deny')).level).toBe('ok')
  expect(judge(statement('secretsmanager:PutSecretValue', other)).level).toBe('ok')
  expect(judge(statement(['secretsmanager:DescribeSecret', 'secretsmanager:Get*'], other))).toMatchObject({
    level: 'warning',
    says: expect.stringContaining('role/other')
  })
  expect(judge({ ...statement('', { AWS: '*' }), Action: undefined, NotAction: 'secretsmanager:Delete*' }).level).toBe('problem')
  expect(judge(statement('*', '*')).level).toBe('problem')
})

describe('the pepper', () => {
  const about = findingsAbout('x')
  const settings = (more: object = {}) =>
    ({
      settings: { POLICIES: { default: { id: 'ours', maxBytes: 512, numPasswordsInHistory: 5 }, groups: [] }, CHANGE: false, ...more }
    }) as unknown as Deployed
  const RANDOM = 'tP0m6h2mJ1rQmKkq2V7o8mC1n3b5d7f9'
  const judged = async (more: object, held: Record<string, string | Error>) => {
    const pepper = (role: string) => {
      const one = held[role]
      return one === undefined ? undefined : one instanceof Error ? Promise.reject(one) : Promise.resolve(one)
    }
    return (await examinePepper({ ...settings(more), pepper })).map(({ level }) => level)
  }

  test('of chance is well, of words or of one character it is not', () => {
    const levels = [RANDOM, 'a sentence that is long enough to be one', 'a'.repeat(40), '32 random characters or more, …'].map(
      (text) => judgePepper(about, text).level
    )
    expect(levels).toEqual(['ok', 'warning', 'warning', 'warning'])
    expect(JSON.stringify(judgePepper(about, RANDOM))).not.toContain(RANDOM)
  })

  test('is needed where a policy keeps a history, or people change their own passwords', async () => {
    const missing = { reset: new Misconfigured('secret x has no pepper of at least 32 characters, which password histories need') }
    const without = { POLICIES: { default: { id: 'ours', maxBytes: 512 }, groups: [] } }
    expect(await judged({}, missing)).toEqual(['problem'])
    expect(await judged(without, missing)).toEqual(['ok'])
    expect(await judged({ ...without, CHANGE: true }, missing)).toEqual(['problem'])
    expect(await judged({}, {})).toEqual(['untold'])
  })

  test('is the same for both who hash with it', async () => {
    expect(await judged({ CHANGE: true }, { reset: RANDOM, change: RANDOM })).toEqual(['ok', 'ok'])
    expect(await judged({ CHANGE: true }, { reset: RANDOM, change: `${RANDOM}x` })).toEqual(['ok', 'problem'])
    expect(await judged({ CHANGE: true }, { reset: RANDOM })).toEqual(['ok', 'untold'])
    expect(await judged({ CHANGE: true }, { reset: RANDOM, change: new Unavailable('secrets') })).toEqual(['ok', 'problem'])
  })
})

test('a sandbox is well, and a person sees it so', async () => {
  const sandbox = await startSandbox({ mode: 'email' })
  try {
    const { code, out } = await rekey(['doctor', '--sandbox', '--endpoint', sandbox.url])
    expect(out).toContain('0 problems')
    // The embedded directory knows no paged results.
    expect(code).toBe(1)
    const told = new Set([...out.matchAll(/\[([\w-]+)\]$/gm)].map(([, check]) => check))
    expect([...told].filter((check) => !(CHECKS as readonly string[]).includes(check ?? ''))).toEqual([])
    expect(sandbox.messages).toEqual([])
  } finally {
    await sandbox.stop()
  }
})
