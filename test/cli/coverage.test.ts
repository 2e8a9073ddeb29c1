// `rekey coverage` on a multitude of which everything is known, on a real slapd.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { bar, progressOf } from '../../bin/rekey/directory/bars.ts'
import { createProfileCounter, FEWEST } from '../../bin/rekey/directory/decoy-profile.ts'
import { hasOpenLdap } from '../../bin/sandbox/openldap.ts'
import type { Contact } from '../../lambdas/flow/flow.ts'
import { decoyProfile } from '../../lambdas/shapes.ts'
import { type Multitude, startMultitude } from '../support/multitude.ts'
import { startSandbox } from '../support/sandbox.ts'
import { type Administrator, administrator } from './deployment.ts'
import { rekey } from './transcript.ts'

// Each command is a process of its own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const PEOPLE = 2000

describe.skipIf(!hasOpenLdap())('a multitude', () => {
  let multitude: Multitude
  let one: Administrator
  beforeAll(async () => {
    multitude = await startMultitude(PEOPLE)
    one = administrator([multitude.store])
  })
  afterAll(async () => {
    one.end()
    await multitude.stop()
  })
  const run = (...args: string[]) => one.run(['coverage', ...args], { search: multitude.search })

  test('everybody is counted once, with the reason why not', async () => {
    const { people, modes, sharingMail } = await one.ask(['coverage'], { search: multitude.search })
    expect([people, sharingMail]).toEqual([PEOPLE, PEOPLE / 50])
    expect(modes.email).toEqual({ could: PEOPLE * 0.93 - 1, why: { protected: 1, disabled: 40, 'no mail': 60, 'bad mail': 40 } })
    expect(modes.sms).toEqual({ could: PEOPLE * 0.83 - 1, why: { protected: 1, disabled: 40, 'no number': 200, 'bad number': 100 } })
    expect(modes.userchoose).toEqual({ could: PEOPLE * 0.98 - 1, why: { protected: 1, disabled: 40 } })
  })

  test('as a table with bars, and as CSV; nothing but the result where nobody sits', async () => {
    const { out, err } = await run()
    expect(out).toMatch(/^2,000 people\n\nmode +could\nemail +1,859 +93\.0 % {2}█{22}/)
    expect(err).toBe('')
    expect((await run('--csv')).out.split('\n').slice(0, 3)).toEqual(['mode,outcome,people', 'email,could,1859', 'email,protected,1'])
  })

  test('the decoy profile is one that the configuration takes, and names nobody', async () => {
    const file = join(one.folder, 'decoys.json')
    expect((await run('--decoy-profile', file)).code).toBe(0)
    const profile = JSON.parse(readFileSync(file, 'utf8'))
    expect(v.safeParse(decoyProfile, profile).success).toBe(true)
    expect(profile.topLevels).toEqual({ com: 1000 })
    expect(profile.combinations[0].channels).toEqual(['email', 'sms'])
  })
})

describe('a decoy profile', () => {
  const mail = (address: string): Contact => ({ channel: 'email', address })

  test('what fewer than twenty share is not in it, and one more or less does not show', () => {
    const counter = createProfileCounter()
    for (let at = 0; at < 5000; at += 1) counter.add([mail('alice@example.com')], ['Alice'])
    for (let at = 0; at < FEWEST - 1; at += 1)
      counter.add([mail('zoe@example.museum'), { channel: 'sms', address: '+12025550101' }], ['42'])
    const before = counter.profile()
    expect(before).toEqual({
      combinations: [{ channels: ['email'], weight: 1000 }],
      letters: { a: 1000 },
      topLevels: { com: 1000 },
      sameLetter: 1000
    })
    counter.add([mail('anna@example.com')], ['anna'])
    expect(counter.profile()).toEqual(before)
  })

  test('of too few people there is none', async () => {
    const sandbox = await startSandbox({ mode: 'email' })
    try {
      const { code, err } = await rekey(['coverage', '--sandbox', '--endpoint', sandbox.url, '--decoy-profile', '/nowhere/decoys.json'])
      expect([code, err]).toEqual([1, expect.stringContaining('too few people')])
    } finally {
      await sandbox.stop()
    }
  })
})

describe('progress', () => {
  const notes: string[] = []
  afterEach(() => void notes.splice(0))
  const note = (text: string) => void notes.push(text)

  test('is for people only', () => {
    progressOf({ note, isInteractive: false }, 10).at(5)
    expect(notes).toEqual([])
  })

  test('bars are as long as their share', () => {
    expect([bar(0, 4), bar(0.5, 4), bar(1, 4), bar(0.53125, 4), bar(2, 4)]).toEqual(['', '██', '████', '██▏', '████'])
  })
})
