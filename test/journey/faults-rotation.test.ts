// Secrets that are changed while people are in the middle of a reset: the identities that Rekey binds as, and the key that codes are made with.
// Whoever has begun ends as if nothing had been.
import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type EmbeddedDirectory, startEmbeddedDirectory } from '../../bin/sandbox/directory.ts'
import { CODE_KEY } from '../../bin/sandbox/environment.ts'
import { hasOpenLdap, type OpenLdapServer, startOpenLdap } from '../../bin/sandbox/openldap.ts'
import { administered, canBind, replaced, userOf } from '../contract/identity-store/directories.ts'
import { type ByHand, type Cold, type Pass, startByHand } from '../support/by-hand.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'

const POLICIES = JSON.stringify({ default: { id: 'plain', minLength: 8 } })

/** How far each of these people has come. */
const STEPS = ['started', 'located', 'sent', 'verified'] as const
const PEOPLE = ['alice', 'bob', 'erin', 'grace'] as const

interface Walk {
  who: string
  step: (typeof STEPS)[number]
  pass: Pass
}

const codeFor = ({ messages }: ByHand, who: string): string =>
  /\b\d{8}\b/.exec(messages.findLast(({ to, text }) => to === `${who}@example.com` && /\b\d{8}\b/.test(text))?.text ?? '')?.[0] ?? 'no code'

/** One person at each step. */
async function underWay(rekey: ByHand, functions: Cold): Promise<Walk[]> {
  const walk = async (who: string, step: Walk['step']): Promise<Walk> => {
    const pass = await functions.start(who)
    const least = STEPS.indexOf(step)
    if (least >= 1) await functions.locate(pass.flow)
    if (least >= 2) await functions.deliver(pass.flow)
    if (least < 3) return { who, step, pass }
    const { body } = await functions.verify(pass, codeFor(rekey, who))
    return { who, step, pass: { ...pass, grant: body.grant } }
  }
  return Promise.all(PEOPLE.map((who, index) => walk(who, STEPS[index] ?? 'started')))
}

/** What is left to do, in which nothing may fail. */
async function finished(rekey: ByHand, functions: Cold, { who, step, pass }: Walk, password: string): Promise<void> {
  const done = STEPS.indexOf(step)
  if (done < 1) expect(await functions.locate(pass.flow), who).toEqual({ isDone: true })
  if (done < 2) await functions.deliver(pass.flow)
  const told = done < 3 ? await functions.verify(pass, codeFor(rekey, who)) : undefined
  if (told) expect(told, who).toMatchObject({ status: 200, body: { state: 'verified' } })
  expect(await functions.commit({ ...pass, grant: told?.body.grant ?? pass.grant }, password), who).toMatchObject({ status: 200 })
}

describe('the code key', () => {
  const NEXT = '5d1d8c5e-0000-4000-8000-0000000000e2'
  let directory: EmbeddedDirectory
  let rekey: ByHand
  beforeAll(async () => {
    directory = await startEmbeddedDirectory({ now: () => Date.now() })
    rekey = await startByHand(directory, { POLICIES }, [NEXT])
  })
  beforeEach(() => rekey.clock.advance(86_400))
  afterAll(async () => {
    await rekey?.stop()
    await directory?.stop()
  })

  const withKeys = (...ids: string[]): Cold => rekey.cold({ CODE_KEY_IDS: ids.join(',') })

  test('FLT-11: that is replaced by another still answers for every code that it was asked for', async () => {
    const after = withKeys(NEXT, CODE_KEY)
    const walks = await underWay(rekey, withKeys(CODE_KEY))
    await Promise.all(walks.map((walk, index) => finished(rekey, after, walk, `after the key was changed, ${index}`)))
  })

  test('FLT-11: that was replaced is used no more, not even for a second code of an older flow', async () => {
    const after = withKeys(NEXT, CODE_KEY)
    const [, , { pass }] = (await underWay(rekey, withKeys(CODE_KEY))) as [Walk, Walk, Walk]
    const [older, kid] = [codeFor(rekey, 'erin'), async () => (await rekey.item(pass.flow))?.['kid']?.S]
    expect(await kid()).toBe(CODE_KEY)
    rekey.clock.advance(61)
    expect(await after.challenge(pass)).toMatchObject({ status: 202 })
    await after.deliver(pass.flow)
    expect(await kid()).toBe(NEXT)
    expect(await after.verify(pass, older)).toMatchObject({ status: 422 })
    expect(await after.verify(pass, codeFor(rekey, 'erin'))).toMatchObject({ status: 200 })
  })

  test('FLT-11: that every function knows before one uses it fails nobody while they are replaced one by one', async () => {
    const [known, used] = [withKeys(CODE_KEY, NEXT), withKeys(NEXT, CODE_KEY)]
    const older = await underWay(rekey, known)
    const younger = await underWay(rekey, used)
    // Each step by whichever deployment it happens to meet.
    const mixed: Cold = { ...known, deliver: used.deliver, commit: used.commit }
    for (const walk of older.slice(0, 3)) expect((await rekey.item(walk.pass.flow))?.['kid']?.S).toBe(CODE_KEY)
    for (const walk of younger.slice(0, 3)) expect((await rekey.item(walk.pass.flow))?.['kid']?.S).toBe(NEXT)
    await Promise.all(younger.map((walk, index) => finished(rekey, mixed, walk, `known before it is used, ${index}`)))
  })

  test('FLT-11: that a function does not know makes no code right there, and the code is good where it is known', async () => {
    const [before, after] = [withKeys(CODE_KEY), withKeys(NEXT, CODE_KEY)]
    const pass = await after.start('alice')
    await after.locate(pass.flow)
    await after.deliver(pass.flow)
    expect(await before.verify(pass, codeFor(rekey, 'alice'))).toMatchObject({ status: 500, body: { code: 'internal' } })
    expect(await after.verify(pass, codeFor(rekey, 'alice'))).toMatchObject({ status: 200 })
  })
})

describe.skipIf(!hasOpenLdap())('the passwords that Rekey binds with', () => {
  let directory: OpenLdapServer
  let line: TcpProxy
  let rekey: ByHand
  let functions: Cold
  let turn = 0
  beforeAll(async () => {
    directory = await startOpenLdap()
    line = await startTcpProxy(Number(new URL(directory.url).port))
    rekey = await startByHand(directory, { POLICIES })
  })
  beforeEach(() => {
    turn += 1
    rekey.clock.advance(86_400)
    const stores = directory.stores.map((store) => ({ ...store, urls: [`ldaps://127.0.0.1:${line.port}`] }))
    functions = rekey.cold({ STORES: JSON.stringify(stores) })
  })
  afterEach(() => line.lose('nothing'))
  afterAll(async () => {
    await rekey?.stop()
    await line?.stop()
    await directory?.stop()
  })

  const rotated = (role: string): string => `the ${role} identity, rotated ${turn} times`
  const ROLES = ['search', 'reset'] as const

  const changeInDirectory = async (): Promise<void> => {
    const { change } = administered(directory, directory.administrator)
    for (const role of ROLES) await change(directory[role].bindDn, replaced('userPassword', rotated(role)))
  }
  const changeInSecrets = (): void => {
    for (const role of ROLES) {
      const held = JSON.parse(rekey.secrets[`rekey/${role}`] ?? '{}')
      const identity = { bindDn: directory[role].bindDn, password: rotated(role) }
      rekey.secrets[`rekey/${role}`] = JSON.stringify({ ...held, people: identity })
    }
  }
  const password = (index: number): string => `${turn}: after the passwords were changed, ${index}`

  const finishAll = async (walks: readonly Walk[]): Promise<void> => {
    await Promise.all(walks.map((walk, index) => finished(rekey, functions, walk, password(index))))
    for (const [index, { who }] of walks.entries())
      expect(await canBind(directory, userOf(directory, who).dn, password(index)), who).toBe(true)
  }

  test('FLT-11: changed in the directory and in the secret, fail nobody whose flow is older', async () => {
    const walks = await underWay(rekey, functions)
    await changeInDirectory()
    changeInSecrets()
    line.cut()
    await finishAll(walks)
  })

  test('FLT-11: changed again a moment after they were read, fail nobody either', async () => {
    await finishAll(await underWay(rekey, functions))
    turn += 1
    rekey.clock.advance(1)
    const walks = await underWay(rekey, functions)
    await changeInDirectory()
    changeInSecrets()
    line.cut()
    await finishAll(walks)
  })

  test('FLT-11: changed while passwords are being written, have somebody try again at the most, and the grant stands', async () => {
    const people = ['alice', 'bob', 'erin', 'oneil']
    const passes = await Promise.all(people.map((who) => functions.verified(who)))
    const commits = Promise.all(passes.map((pass, index) => functions.commit(pass, password(index))))
    await changeInDirectory()
    changeInSecrets()
    line.cut()
    for (const [index, first] of (await commits).entries()) {
      if (first.status !== 200) expect(first.body.code).toBe('directory_unavailable')
      let { status } = first
      // Longer than a lease each time; and a store that was cut off several times in a row is left alone for ten seconds of real time.
      for (let tries = 0; status !== 200 && tries < 10; tries += 1) {
        if (tries > 0) await setTimeout(1500)
        rekey.clock.advance(46)
        status = (await functions.commit(passes[index] as Pass, password(index))).status
      }
      expect([status, await canBind(directory, userOf(directory, people[index] ?? '').dn, password(index))]).toEqual([200, true])
    }
  })

  test('FLT-11: changed in the directory first, make people wait and cost them nothing', async () => {
    const walks = await underWay(rekey, functions)
    const [started, , , verified] = walks as [Walk, Walk, Walk, Walk]
    await changeInDirectory()
    line.cut()
    rekey.clock.advance(11)
    expect(await functions.locate(started.pass.flow)).toEqual({ isDone: false })
    expect(await functions.commit(verified.pass, password(0))).toMatchObject({ status: 503, body: { code: 'directory_unavailable' } })
    changeInSecrets()
    rekey.clock.advance(11)
    await finishAll(walks)
  })

  test('FLT-11: changed in the secret first, are taken up when the directory has them too', async () => {
    const walks = await underWay(rekey, functions)
    changeInSecrets()
    // Kept connections and kept copies go on.
    rekey.clock.advance(60)
    await changeInDirectory()
    line.cut()
    await finishAll(walks)
  })
})
