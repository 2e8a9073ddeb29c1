// What anybody can do who knows a current password, done as that person: one bind, and one write on the connection that it opened.
// No identity of ours can do either, and nothing is kept between two people.
import { PasswordPolicyControl } from 'ldapts'
import type { StoreConfig } from '../../config.ts'
import type { Violation } from '../../policy/policy.ts'
import { Misconfigured, type OwnStore, type PasswordWrite, type Proven } from '../../ports.ts'
import { createBreaker } from './breaker.ts'
import type { Connection } from './connection.ts'
import { faultOf, isAnswer, isRefusal } from './faults.ts'
import { createFinder } from './index.ts'
import type { IdentitySecret } from './link.ts'
import { type BindIdentity, createOpener, OPERATION_MS, patience } from './opener.ts'
import { PROFILES } from './profiles/index.ts'
import { LOOKS_HASHED, PASSWORD_MODIFY, passwordModify, userPassword, violationsIn } from './write.ts'

/** One store for people who change their own passwords. `secret` is that of the search-only identity. */
export function createOwnStore(store: StoreConfig, secret: IdentitySecret, now: () => number = Date.now): OwnStore {
  const finder = createFinder(store, secret, now)
  const profile = PROFILES[store.profile]
  const glancer =
    (store.groups ?? profile.defaults.groups) === 'memberOf' ? finder : createFinder({ ...store, groups: 'memberOf' }, secret, now)
  const breaker = createBreaker(store.urls, now)
  const open = createOpener(store, breaker)

  async function opened(identity: BindIdentity, deadline: Parameters<typeof open>[1]): Promise<Connection | 'spent' | undefined> {
    try {
      const connection = await open(identity, deadline)
      breaker.answered(connection.url)
      return connection
    } catch (error) {
      if (!isAnswer(error)) throw faultOf(error, store.id, 'search')
      return profile.spentPassword?.test(error.message) ? 'spent' : undefined
    }
  }

  return {
    ...finder,
    glance: (who, deadline) => glancer.find(who, deadline),

    async prove(dn, current, deadline) {
      if (current === '') throw new TypeError('a password is needed')
      const bindDn = dn ?? store.dummyDn
      if (!bindDn) throw new Misconfigured(`store ${store.id}: a change of passwords needs dummyDn`)
      const connection = await opened({ bindDn, password: current }, deadline)
      // Whoever finds out the password of nobody's entry is nobody.
      if (dn === undefined && typeof connection === 'object') connection.close()
      if (dn === undefined || !connection) return undefined
      return connection === 'spent' ? SPENT : provenOn(connection, store, { dn, current })
    }
  }
}

const SPENT: Proven = {
  mustReset: true,
  setPassword: () => Promise.reject(new TypeError('nothing is open to write on')),
  close: () => {}
}

interface Own {
  dn: string
  current: string
}

const provenOn = (connection: Connection, store: StoreConfig, own: Own): Proven => ({
  mustReset: false,
  close: () => connection.close(),

  async setPassword(password, deadline): Promise<PasswordWrite> {
    if (password === '') throw new TypeError('a password is needed')
    // Before anything is sent: a lack of time is no loss.
    const milliseconds = patience(OPERATION_MS, deadline)
    try {
      const violations = await connection.run(milliseconds, (client) => writeOwn(client, store, own, password))
      return violations.length > 0 ? { kind: 'refused', violations } : { kind: 'changed' }
    } catch (error) {
      if (isAnswer(error))
        throw new Misconfigured(`store ${store.id}: the directory answered ${error.code}: let people write their own password`, error)
      if (isRefusal(error) || error instanceof Misconfigured) throw faultOf(error, store.id, 'search')
      return { kind: 'unknown' }
    }
  }
})

/** With the current password beside the new one wherever there is a place for it: some directories ask for it (pwdSafeModify). */
async function writeOwn(
  client: Parameters<Parameters<Connection['run']>[1]>[0],
  store: StoreConfig,
  { dn, current }: Own,
  password: string
): Promise<Violation[]> {
  const profile = PROFILES[store.profile]
  if (profile.takesHashes && LOOKS_HASHED.test(password)) return [{ rule: 'directoryQuality', params: {} }]
  const policy = new PasswordPolicyControl()
  const changes = profile.ownPassword?.(current, password) ?? (profile.password ?? userPassword)(password)
  try {
    if ((store.write ?? profile.defaults.write) === 'replace') await client.modify(dn, changes, [policy])
    else await client.exop(PASSWORD_MODIFY, passwordModify(dn, password, current), [policy])
    return []
  } catch (error) {
    return violationsIn(error, profile, policy)
  }
}
