// The same contract on a real slapd with ppolicy, and what only it can show.
import { execFile } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hasOpenLdap, type OpenLdapServer, startOpenLdap } from '../../bin/sandbox/openldap.ts'
import { deadlineIn } from '../support/deadline.ts'
import { LDAP_FACTS } from './identity-store/facts.ts'
import { ownStoreOf } from './identity-store/own-change.ts'
import {
  administered,
  as,
  canBind,
  finderOf,
  identityStoreContract,
  personOf,
  replaced,
  resetterOf,
  type StartDirectory,
  userOf
} from './identity-store.ts'

const start: StartDirectory = async (policy) => {
  const server = await startOpenLdap(policy ? { policy } : {})
  const administrator = administered(server, server.administrator)
  return {
    ...administrator,
    demandChange: async (dn) => {
      await administrator.change('cn=people,ou=policies,dc=example,dc=com', replaced('pwdMustChange', 'TRUE'))
      await administrator.change(dn, replaced('pwdReset', 'TRUE'))
    },
    stop: server.stop
  }
}

describe.skipIf(!hasOpenLdap())('identity store: openldap', () => {
  identityStoreContract(start, LDAP_FACTS)

  describe('what only the real one shows', () => {
    let server: OpenLdapServer
    beforeEach(async () => {
      server = await startOpenLdap()
    })
    afterEach(() => server.stop())
    const soon = () => deadlineIn(10_000)
    const set = (dn: string, type: string, value: string) => administered(server, server.administrator).change(dn, replaced(type, value))

    test('a policy that wants the old password is a configuration error that names it', async () => {
      await set('cn=people,ou=policies,dc=example,dc=com', 'pwdSafeModify', 'TRUE')
      const { dn, password } = userOf(server, 'alice')
      await expect(resetterOf(server).setPassword(dn, 'a whole new passphrase', soon())).rejects.toThrow(/pwdSafeModify/)
      expect(await resetterOf(server).proves(dn, password, soon())).toBe(true)
    })

    test('where the old password is wanted at every change, people give it', async () => {
      await set('cn=people,ou=policies,dc=example,dc=com', 'pwdSafeModify', 'TRUE')
      const { dn, password } = userOf(server, 'alice')
      const proven = await ownStoreOf(server).prove(dn, password, soon())
      expect(await proven?.setPassword('a whole new passphrase', soon())).toEqual({ kind: 'changed' })
      proven?.close()
    })

    test('a password longer than the directory allows is refused in our words', async () => {
      await set('cn=people,ou=policies,dc=example,dc=com', 'pwdMaxLength', '20')
      const { dn } = userOf(server, 'alice')
      expect(await resetterOf(server).setPassword(dn, 'more than twenty bytes', soon())).toEqual({
        kind: 'refused',
        violations: [{ rule: 'maxLength', params: {} }]
      })
    })

    test.each([
      ['pwdStartTime', '20990101000000Z'],
      ['pwdEndTime', '20240101000000Z']
    ])('whom %s keeps out is disabled, and let in again when it is gone', async (name, value) => {
      const { dn, password } = userOf(server, 'alice')
      await set(dn, name, value)
      expect(await canBind(server, dn, password)).toBe(false)
      expect(await personOf(server, 'alice')).toMatchObject({ isDisabled: true, isLocked: false })
      const { guid } = await personOf(server, 'alice')
      expect(await resetterOf(server).read(guid, dn, soon())).toMatchObject({ isDisabled: true })
      await administered(server, server.administrator).change(dn, replaced(name))
      expect(await canBind(server, dn, password)).toBe(true)
      expect(await personOf(server, 'alice')).toMatchObject({ isDisabled: false })
    })

    test('a member of a member of a protected group is protected where nothing is said of groups', async () => {
      const directory = administered(server, server.administrator)
      const inner = 'cn=inner,ou=groups,dc=example,dc=com'
      await directory.addGroup(inner, [userOf(server, 'bob').dn])
      await directory.setMembers('cn=privileged,ou=groups,dc=example,dc=com', [inner])
      expect(await personOf(server, 'bob')).toMatchObject({ isProtected: true })
      expect(await resetterOf(server).read((await personOf(server, 'bob')).guid, userOf(server, 'bob').dn, soon())).toMatchObject({
        isProtected: true
      })
    })

    test('it stores no password in clear', async () => {
      const { dn } = userOf(server, 'alice')
      for (const write of ['exop', 'replace'] as const) {
        await resetterOf(server, { write }).setPassword(dn, `a whole new passphrase by ${write}`, soon())
        const { searchEntries } = await as(server, server.administrator, (client) =>
          client.search(dn, { scope: 'base', attributes: ['userPassword'] })
        )
        expect(String(searchEntries[0]?.['userPassword'])).toMatch(/^\{SSHA\}/)
      }
    })

    test('a login is told', async () => {
      const { dn, password } = userOf(server, 'alice')
      expect((await personOf(server, 'alice')).lastLogin).toBeUndefined()
      expect(await resetterOf(server).proves(dn, password, soon())).toBe(true)
      const { lastLogin = 0 } = await personOf(server, 'alice')
      expect(Math.abs(Date.now() - lastLogin)).toBeLessThan(10_000)
    })

    test("OpenLDAP's own client logs in with the new password and not with the old", async () => {
      const { dn, password } = userOf(server, 'oneil')
      await resetterOf(server).setPassword(dn, 'né "wähl" \\ 🔑', soon())
      const ca = join(tmpdir(), `rekey-ca-${process.pid}.pem`)
      await writeFile(ca, server.ca)
      const whoami = (given: string) =>
        promisify(execFile)('ldapwhoami', ['-x', '-H', server.url, '-D', dn, '-w', given], { env: { ...process.env, LDAPTLS_CACERT: ca } })
      try {
        expect((await whoami('né "wähl" \\ 🔑')).stdout).toMatch(/^dn:cn=O'Neil/)
        await expect(whoami(password)).rejects.toThrow(/Invalid credentials/)
      } finally {
        await rm(ca)
      }
    })

    test('StartTLS works as LDAPS does', async () => {
      const changes = { urls: [server.plainUrl], startTls: true }
      expect(await finderOf(server, changes).find('alice', soon())).toEqual(await finderOf(server).find('alice', soon()))
      const { dn } = userOf(server, 'alice')
      const resetter = resetterOf(server, changes)
      expect(await resetter.setPassword(dn, 'a whole new passphrase', soon())).toEqual({ kind: 'changed' })
      expect(await resetter.proves(dn, 'a whole new passphrase', soon())).toBe(true)
    })

    test('StartTLS with another authority, or under another name, is refused', async () => {
      const stranger = await startOpenLdap()
      try {
        const changes = { urls: [server.plainUrl], startTls: true }
        await expect(finderOf(server, { ...changes, ca: stranger.ca }).find('alice', soon())).rejects.toThrow(/set ca/)
      } finally {
        await stranger.stop()
      }
    })
  })
})
