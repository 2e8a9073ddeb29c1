// `rekey doctor` and `rekey coverage` on a real Active Directory domain controller: rights are told, none is tried.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Finding } from '../../bin/rekey/directory/findings.ts'
import { hasSamba, type SambaServer, startSamba } from '../../bin/sandbox/samba.ts'
import type { BindIdentity } from '../../lambdas/adapters/ldap/index.ts'
import { administrator } from './deployment.ts'

describe.skipIf(!hasSamba())('Active Directory', () => {
  let server: SambaServer
  beforeAll(async () => {
    server = await startSamba({ pwdMinLength: 16 })
  }, 180_000)
  afterAll(() => server?.stop())

  async function found(reset: BindIdentity, status = server.status): Promise<Finding[]> {
    const one = administrator(server.stores)
    try {
      return (await one.ask(['doctor'], { search: server.search, reset, status })).findings
    } finally {
      one.end()
    }
  }

  const about = (findings: readonly Finding[], check: string): string[] =>
    findings.filter((one) => one.check === check).map(({ level, says }) => `${level}: ${says}`)

  test('the delegation of docs/directories.md is enough and no more', async () => {
    const findings = await found(server.reset)
    expect(about(findings, 'writes')).toEqual([
      'ok: may write unicodePwd, lockoutTime, pwdLastSet',
      'ok: may write userAccountControl, lockoutTime, pwdLastSet'
    ])
    expect(about(findings, 'excess')).toEqual(['ok: may write nothing', 'ok: may write nothing else', 'ok: may write nothing else'])
    expect(about(findings, 'hashes').filter((one) => !one.startsWith('ok'))).toEqual([])
    expect(about(findings, 'clock')).toEqual([expect.stringMatching(/^ok: /)])
    expect(about(findings, 'policy')).toEqual([expect.stringMatching(/^warning: .* wants 16 characters and policy nist takes 15/)])
  })

  test('coverage finds the members of protected groups in one question for each', async () => {
    const one = administrator(server.stores)
    try {
      const { people, modes } = await one.ask(['coverage'], { search: server.search })
      expect([people, modes.email.why.protected, modes.email.why.disabled]).toEqual([server.users.length, 1, 1])
    } finally {
      one.end()
    }
  })

  test('the search identity in its place may reset nobody, and an administrator too much', async () => {
    expect(about(await found(server.search), 'writes')).toContain('problem: may not write unicodePwd, lockoutTime, pwdLastSet')
    const findings = await found(server.administrator, server.reset)
    expect(about(findings, 'writes')).toEqual([expect.stringMatching(/^ok/), 'problem: may not write userAccountControl'])
    expect(about(findings, 'excess')).toEqual([
      'ok: may write nothing',
      expect.stringMatching(/^problem: may also write: permissions the entry/),
      'problem: may also write: unicodePwd'
    ])
  })
})
