// `rekey doctor` on real directories that are as they should be, and on ones that are broken on purpose.
import { writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:tls'
import { Client } from 'ldapts'
import { generate } from 'selfsigned'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { judgeMail, judgeSms } from '../../bin/rekey/directory/examine-aws.ts'
import { CHECKS, type Finding, findingsAbout } from '../../bin/rekey/directory/findings.ts'
import { judgeCertificate, judgeClock, judgeOffers, judgePolicies } from '../../bin/rekey/directory/judgements.ts'
import { type Ds389Server, has389ds, start389ds } from '../../bin/sandbox/389ds.ts'
import { makeCertificate } from '../../bin/sandbox/certificate.ts'
import type { DirectoryServer } from '../../bin/sandbox/directory.ts'
import { hasOpenLdap, type OpenLdapServer, startOpenLdap } from '../../bin/sandbox/openldap.ts'
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

type Identities = Partial<Pick<DirectoryServer, 'search' | 'reset'>>

async function found(
  server: DirectoryServer,
  identities: Identities = {},
  store: Partial<DirectoryServer['stores'][number]> = {}
): Promise<Finding[]> {
  const stores = server.stores.map((one) => ({ ...one, ...store }))
  const { search, reset } = { ...server, ...identities }
  return (await administratorOf(stores).ask(['doctor'], { search, reset })).findings
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

  test('SES and SNS in their sandboxes', () => {
    const mail = { isInSandbox: false, isSending: true, perDay: 100, sentToday: 0, isVerified: true, hasDkim: true }
    const levels = (account: Partial<typeof mail>) => judgeMail({ ...mail, ...account }, 'example.com').map(({ level }) => level)
    expect(levels({})).toEqual(['ok', 'ok'])
    expect(levels({ isInSandbox: true })).toEqual(['ok', 'problem'])
    expect(levels({ isVerified: false })).toEqual(['problem', 'ok'])
    expect(levels({ sentToday: 95 })).toEqual(['ok', 'ok', 'warning'])
    expect(judgeSms({ isInSandbox: true, spendLimit: undefined }).map(({ level }) => level)).toEqual(['problem', 'warning'])
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
