import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createDictionary } from '../../lambdas/adapters/dictionary/index.ts'
import { createEstimator } from '../../lambdas/adapters/strength/index.ts'
import { judgedPassword } from '../../lambdas/operations/judging.ts'
import { Misconfigured } from '../../lambdas/ports.ts'

const NOBODY = { username: [], given: [], family: [], mail: [] }
const ESTIMATOR = join(import.meta.dirname, '../../lambdas/adapters/strength/estimator.ts')

function file(text: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-dictionary-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'words.txt')
  writeFileSync(path, text)
  return path
}

const clock = { now: Date.now }
const deps = { isCommon: () => false, organisation: [], dictionary: createDictionary({ clock }), strength: createEstimator(ESTIMATOR) }
const judged = async (policy: object, password: string) => {
  const result = await judgedPassword(deps, { id: 'p', ...policy }, NOBODY, password)
  return result.ok ? [] : result.violations.map(({ rule }) => rule)
}

test('a word of the file is refused in any case, and what only holds one is not', async () => {
  const dictionary = { location: file('\ufeffSecret\r\ngeheim\r\n\r\nStraße\n') }
  const verdicts = await Promise.all(
    ['secret', 'GEHEIM', 'STRASSE', 'my secret', 'geheim\u00e9'].map((password) => judged({ dictionary }, password))
  )
  expect(verdicts).toEqual([['dictionary'], ['dictionary'], ['dictionary'], [], []])
})

test('words may be separated by any one character', async () => {
  const dictionary = { location: file('one;two words;\nthree'), delimiter: ';' }
  expect(await Promise.all(['one', 'two words', 'three', 'two'].map((password) => judged({ dictionary }, password)))).toEqual([
    ['dictionary'],
    ['dictionary'],
    ['dictionary'],
    []
  ])
})

test.each([
  ['is not there', () => '/nowhere/words.txt', 'cannot be read'],
  ['is a folder', () => tmpdir(), 'cannot be read'],
  ['holds no word', () => file('\r\n\r\n'), 'holds no word'],
  ['is too large', () => file(new Uint8Array(8_000_001)), 'larger than 8000000 bytes'],
  ['lies elsewhere', () => 'https://example.com/words.txt', 'must be a file'],
  ['lies in S3, and no bucket is configured', () => 's3://acme-words/words.txt', 'no bucket of dictionaries is configured']
])('fails when the dictionary %s, rather than letting everything pass', async (_, place, why) => {
  const location = place()
  await expect(judged({ dictionary: { location } }, 'anything')).rejects.toThrow(Misconfigured)
  await expect(judged({ dictionary: { location } }, 'anything')).rejects.toThrow(why)
})

test('a dictionary that was put there later is read', async () => {
  const location = file('x')
  rmSync(location)
  await expect(judged({ dictionary: { location } }, 'word')).rejects.toThrow(Misconfigured)
  writeFileSync(location, 'word')
  expect(await judged({ dictionary: { location } }, 'word')).toEqual(['dictionary'])
})

test('fails where neither dictionaries nor strengths can be had, rather than letting everything pass', async () => {
  const bare = { isCommon: () => false, organisation: [] }
  await expect(judgedPassword(bare, { id: 'p', dictionary: { location: 'x' } }, NOBODY, 'a')).rejects.toThrow(Misconfigured)
  await expect(judgedPassword(bare, { id: 'p', minStrength: 1 }, NOBODY, 'a')).rejects.toThrow(Misconfigured)
  await expect(createEstimator('/nowhere.mjs')('a', [])).rejects.toThrow(Misconfigured)
})

test('a strength is asked for by policy, and knows the person’s own words', async () => {
  expect(await judged({ minStrength: 3 }, 'password1')).toEqual(['minStrength'])
  expect(await judged({ minStrength: 3 }, 'sogu-ledabi-heve-polege')).toEqual([])
  expect(await deps.strength('evangeline', ['Evangeline'])).toBeLessThan(await deps.strength('evangeline', []))
  expect(await judged({ minStrength: 0 }, 'a')).toEqual([])
})
