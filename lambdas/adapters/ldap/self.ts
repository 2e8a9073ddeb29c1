// What anybody can do who knows a current password, done as that person: one bind, and one write on the connection that it opened.
// No identity of ours can do either, and nothing is kept between two people.
import { type Change, PasswordPolicyControl } from 'ldapts'
import type { StoreConfig } from '../../config.ts'
import { Misconfigured, type OwnStore, type PasswordWrite, type Proven } from '../../ports.ts'
import { createBreaker } from './breaker.ts'
import type { Connection } from './connection.ts'
import { faultOf, isAnswer, isForbidden, isRefusal } from './faults.ts'
import { finderOver } from './index.ts'
import { createLink, type IdentitySecret } from './link.ts'
import { type BindIdentity, createOpener, OPERATION_MS, patience } from './opener.ts'
import { PROFILES } from './profiles/index.ts'
import { schemaOf } from './schemas/index.ts'
import { afterwards, LOOKS_HASHED, PASSWORD_MODIFY, passwordModify, userPassword, violationsIn, type Written } from './write.ts'

/** One store for people who change their own passwords. `secret` is that of an identity that searches. */
export function createOwnStore(store: StoreConfig, secret: IdentitySecret, now: () => number = Date.now): OwnStore {
  const link = createLink(store, 'change', secret, now)
  const profile = PROFILES[store.profile]
  const glancer = finderOver(link, { ...store, groups: 'memberOf' }, 'search', now)
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
    ...finderOver(link, store, 'change', now),
    glance: (who, deadline) => glancer.find(who, deadline),

    async prove(dn, current, deadline) {
      if (current === '') throw new TypeError('a password is needed')
      const bindDn = dn ?? store.dummyDn
      if (!bindDn) throw new Misconfigured(`store ${store.id}: a change of passwords needs dummyDn`)
      const connection = await opened({ bindDn, password: current }, deadline)
      // Whoever finds out the password of nobody's entry is nobody.
      if (dn === undefined && typeof connection === 'object') connection.close()
      if (dn === undefined || !connection) return undefined
      return connection === 'spent' ? SPENT : provenOn(connection, store, { dn, current }, now)
    }
  }
}

const UNTOLD = 'the state attributes were not written: people have no right to write their own'

const SPENT: Proven = {
  mustReset: true,
  setPassword: () => Promise.reject(new TypeError('nothing is open to write on')),
  close: () => {}
}

interface Own {
  dn: string
  current: string
}

const provenOn = (connection: Connection, store: StoreConfig, own: Own, now: () => number): Proven => ({
  mustReset: false,
  close: () => connection.close(),

  async setPassword(password, deadline, terms = {}): Promise<PasswordWrite> {
    if (password === '') throw new TypeError('a password is needed')
    // Before anything is sent: a lack of time is no loss.
    const milliseconds = patience(OPERATION_MS, deadline)
    try {
      const state = schemaOf(store).written(now(), terms)
      const { violations, refusal } = await connection.run(milliseconds, (client) => writeOwn(client, store, own, password, state))
      if (violations.length > 0) return { kind: 'refused', violations }
      return refusal === undefined ? { kind: 'changed' } : { kind: 'changed', fault: `store ${store.id}: ${UNTOLD}` }
    } catch (error) {
      if (isAnswer(error))
        throw new Misconfigured(`store ${store.id}: the directory answered ${error.code}: let people write their own password`, error)
      if (isRefusal(error) || error instanceof Misconfigured) throw faultOf(error, store.id, 'search')
      return { kind: 'unknown' }
    }
  }
})

/**
 * With the current password beside the new one wherever there is a place for it: some directories ask for it (pwdSafeModify). The state goes
 * with it where it can, else behind it, and what the person may not write of it is left: their password counts for more.
 */
async function writeOwn(
  client: Parameters<Parameters<Connection['run']>[1]>[0],
  store: StoreConfig,
  { dn, current }: Own,
  password: string,
  state: readonly Change[]
): Promise<Written> {
  const profile = PROFILES[store.profile]
  if (profile.takesHashes && LOOKS_HASHED.test(password)) return { violations: [{ rule: 'directoryQuality', params: {} }] }
  const policy = new PasswordPolicyControl()
  const changes = profile.ownPassword?.(current, password) ?? (profile.password ?? userPassword)(password)
  const isModify = (store.write ?? profile.defaults.write) === 'replace'
  try {
    if (isModify) await client.modify(dn, [...changes, ...state], [policy])
    else await client.exop(PASSWORD_MODIFY, passwordModify(dn, password, current), [policy])
  } catch (error) {
    if (!isModify || state.length === 0 || !isForbidden(error)) return { violations: violationsIn(error, profile, policy) }
    return { ...(await writeOwn(client, store, { dn, current }, password, [])), refusal: error }
  }
  return isModify ? { violations: [] } : afterwards(client, dn, state)
}
