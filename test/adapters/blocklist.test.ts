import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { BITS_PER_VALUE, filterOf, isIn } from '../../lambdas/adapters/blocklist/filter.ts'
import { createBlocklist } from '../../lambdas/adapters/blocklist/index.ts'
import { judge } from '../../lambdas/policy/judge.ts'
import { plain } from '../../lambdas/policy/plain.ts'
import { Misconfigured } from '../../lambdas/ports.ts'
import { listedForms, sourceEntries } from '../../scripts/blocklist.ts'

const LIST = fileURLToPath(new URL('../../lambdas/policy/blocklist.bin', import.meta.url))
const entries = sourceEntries()
const isCommon = createBlocklist(LIST)
const nist = { id: 'nist', minLength: 15, maxLength: 128, blocklist: true }
const subject = { names: { username: [], given: [], family: [], mail: [] }, organisation: [], isCommon }
const judged = (password: string) => judge(nist, password, subject)

/** Numbers that look random and are the same in every run. */
const drawn = (seed: string, below: number): number => createHash('sha256').update(seed).digest().readUIntBE(0, 6) % below

test('the committed list is what the script makes of its source, byte for byte', () => {
  expect(Buffer.from(filterOf(listedForms(entries))).equals(readFileSync(LIST))).toBe(true)
})

test('the list holds more than 130,000 passwords in less than 500 KB', () => {
  const { length } = readFileSync(LIST)
  expect(length).toBeLessThan(500_000)
  expect((length * 8) / BITS_PER_VALUE).toBeGreaterThan(130_000)
})

test('each of the 100,000 most common passwords is found', () => {
  expect(entries.slice(0, 100_000).filter((entry) => !isCommon(plain(entry)))).toEqual([])
})

test('PWD-8: every listed password of 15 characters or more is refused as common, also in other case and with substitutions', () => {
  const long = entries.filter((entry) => Array.from(entry.normalize('NFC')).length >= 15)
  expect(long.length).toBeGreaterThan(3_000)
  const spellings = long.flatMap((entry) => [
    entry,
    entry.toUpperCase(),
    entry.replaceAll('a', '@').replaceAll('o', '0').replaceAll('s', '$')
  ])
  expect(spellings.filter((password) => !judged(password).some(({ params }) => params['kind'] === 'common'))).toEqual([])
})

test.each(['passwordpassword', 'P@ssw0rdP@ssw0rd', 'Welcome123456789', 'iloveyou1234567890', '123456789012345', 'qwertyuiopasdfgh'])(
  'refuses %s as common',
  (password) => {
    expect(judged(password)).toContainEqual({ rule: 'blocklist', params: { kind: 'common' } })
  }
)

test('PWD-8: not one of 10,000 random passphrases is refused', () => {
  const words = entries.filter((entry) => /^[a-z]{4,8}$/.test(entry)).slice(0, 2_000)
  const phrases = Array.from({ length: 10_000 }, (_, nth) =>
    [0, 1, 2, 3].map((place) => words[drawn(`${nth}.${place}`, words.length)]).join(nth % 2 ? ' ' : '')
  ).filter((phrase) => phrase.length >= 15)
  expect(phrases.length).toBeGreaterThan(9_000)
  expect(phrases.filter((phrase) => judged(phrase).length > 0)).toEqual([])
})

test('what is not listed is taken for listed less than once in 10,000 times', () => {
  const strangers = Array.from({ length: 200_000 }, (_, nth) => `stranger ${nth}`)
  expect(strangers.filter((value) => isCommon(value)).length).toBeLessThanOrEqual(20)
})

test('a filter finds everything that was put in, and nothing where nothing was', () => {
  const values = new Set(Array.from({ length: 1_000 }, (_, nth) => `value ${nth}`))
  const filter = filterOf(values)
  expect([...values].every((value) => isIn(filter, value))).toBe(true)
  expect(Array.from({ length: 1_000 }, (_, nth) => isIn(filter, `other ${nth}`)).some(Boolean)).toBe(false)
})

test('fails when the list is missing or empty, rather than letting everything pass', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-blocklist-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const empty = join(folder, 'empty.bin')
  writeFileSync(empty, '')
  expect(() => createBlocklist(join(folder, 'none.bin'))('password')).toThrow(Misconfigured)
  expect(() => createBlocklist(empty)('password')).toThrow(Misconfigured)
})
