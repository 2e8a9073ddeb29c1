// What password rules cost: judging under all rules, resolving among many policies, the blocklist, and a history of any depth.
//   npm run bench:policy

import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createBlocklist } from '../lambdas/adapters/blocklist/index.ts'
import { generate } from '../lambdas/policy/generate.ts'
import { hashOf, packPast, placeOf, unpackPast, withNewest } from '../lambdas/policy/history.ts'
import { judge } from '../lambdas/policy/judge.ts'
import { normalised } from '../lambdas/policy/normalised.ts'
import type { Policy, Subject } from '../lambdas/policy/policy.ts'
import { resolve } from '../lambdas/policy/resolve.ts'
import { RULES } from '../lambdas/policy/rules.ts'
import { problemsOf } from '../lambdas/policy/validate.ts'
import { median } from './table.ts'

const LIST = fileURLToPath(new URL('../lambdas/policy/blocklist.bin', import.meta.url))
const random = { bytes: (count: number) => randomBytes(count) }
const isCommon = createBlocklist(LIST)

/** Every rule at once, set so that a good password keeps all. */
const ALL: Policy = {
  id: 'all',
  minLength: 15,
  maxLength: 128,
  minCharacterClasses: 3,
  minUpperCase: 1,
  minLowerCase: 1,
  minAlphas: 4,
  minNumerals: 1,
  minAlphaNumerals: 6,
  minSpecialChars: 1,
  maxSpecialChars: 8,
  minUnicodeChars: 1,
  maxUnicodeChars: 4,
  minUniqueChars: 8,
  maxRepeatedChars: 3,
  maxConsecutiveRepeats: 2,
  maxSequenceLength: 3,
  requiredChars: '$',
  disallowedChars: '%"',
  allowedChars: `${String.fromCharCode(...Array.from({ length: 94 }, (_, at) => 33 + at).filter((code) => code !== 34 && code !== 37))}éüñ`,
  startsWithAlphabet: true,
  specialNotAtEnds: true,
  palindromeDisallowed: true,
  disallowedSubstrings: ['acme', 'geheim', 'passwort'],
  userNameDisallowed: true,
  firstNameDisallowed: true,
  lastNameDisallowed: true,
  emailDisallowed: true,
  attributesDisallowed: ['employeeNumber'],
  mustMatch: [{ pattern: '[A-Za-z].*[0-9]|[0-9].*[A-Za-z]', message: 'Letters and digits.' }],
  mustNotMatch: [{ pattern: '^(?:19|20)\\d\\d', message: 'No year at the beginning.' }],
  dictionary: { location: 'words.txt' },
  blocklist: true,
  minStrength: 2,
  minDifferentFromCurrent: 3,
  numPasswordsInHistory: 24,
  minPasswordAge: 1
}

const SUBJECT: Subject = {
  names: { username: ['alice.smith'], given: ['Alice'], family: ['Smith'], mail: ['alice.smith@example.com'] },
  organisation: ['Example Corp'],
  attributes: { employeeNumber: ['E10042'] },
  isCommon,
  dictionary: new Set(Array.from({ length: 100_000 }, (_, nth) => `word ${nth}`)),
  strength: 4,
  current: 'the one before',
  lastUsed: 25,
  age: 3
}

const missing = Object.keys(RULES).filter((rule) => ALL[rule as keyof Policy] === undefined)
if (missing.length > 0) throw new Error(`not measured: ${missing.join(', ')}`)

/** Microseconds of single runs. */
function timed(runs: number, work: (nth: number) => unknown): number[] {
  for (let nth = 0; nth < runs / 5; nth++) work(nth)
  return Array.from({ length: runs }, (_, nth) => {
    const began = process.hrtime.bigint()
    work(nth)
    return Number(process.hrtime.bigint() - began) / 1000
  })
}

const show = (what: string, value: string, goal = ''): void =>
  console.log(what.padEnd(58) + value.padStart(14) + (goal ? `   (goal ${goal})` : ''))
const micros = (values: readonly number[]): string => `${median(values).toFixed(1)} µs`

function judging(): void {
  const passwords = Array.from({ length: 500 }, () => generate({ ...ALL, minLength: 20, maxLength: 20 }, random, SUBJECT) ?? '')
  if (passwords.some((password) => Array.from(password).length !== 20)) throw new Error('no password to measure with')
  const one = (nth: number): string => passwords[nth % passwords.length] ?? ''
  show(
    `judging 20 code points under all ${Object.keys(RULES).length} rules, all kept`,
    micros(timed(20_000, (nth) => judge(ALL, one(nth), SUBJECT))),
    '≤ 20 µs'
  )
  show('the same, nearly all broken', micros(timed(20_000, (nth) => judge(ALL, `"%${one(nth).slice(0, 1).repeat(18)}`, SUBJECT))))
  show('normalising it', micros(timed(20_000, (nth) => normalised(one(nth)))))
  show('suggesting one under nist', micros(timed(2_000, () => generate({ id: 'nist', minLength: 15, blocklist: true }, random))))
  show('suggesting one under all rules', micros(timed(200, () => generate(ALL, random, SUBJECT))))
  show('finding the problems of a policy', micros(timed(200, () => problemsOf(ALL))))
}

function resolving(): void {
  const groups = Array.from({ length: 1000 }, (_, nth) => ({
    store: 'main',
    group: `cn=group-${nth},ou=groups,dc=example,dc=com`,
    priority: (nth * 7919) % 1000,
    policy: { id: `policy-${nth}` }
  }))
  const policies = { default: { id: 'default' }, groups }
  const member = Array.from({ length: 50 }, (_, nth) => `CN=Group-${nth * 20}, OU=groups, DC=example, DC=com`)
  show('resolving 1,000 policies for a member of 50 groups', micros(timed(500, () => resolve(policies, member, 'main'))), '≤ 1,000 µs')
}

function blocklist(): void {
  const strangers = 1_000_000
  let found = 0
  for (let nth = 0; nth < strangers; nth++) if (isCommon(`stranger ${nth}`)) found++
  show('blocklist, beside the bundle of commit', `${readFileSync(LIST).length} bytes`, '≤ 500,000')
  show('blocklist, false positives', `${found} in ${strangers}`, '≤ 100')
  show('blocklist, a look', micros(timed(20_000, (nth) => isCommon(`stranger ${nth}`))))
}

/** Both depths in turn, so that a machine that slows down slows both. */
async function history(): Promise<void> {
  const pepper = 'a pepper of more than thirty-two characters'
  const depths = [1, 24]
  const packed = depths.map((depth) => {
    let past = unpackPast(undefined, () => randomBytes(16))
    for (let nth = 0; nth < depth; nth++) past = withNewest(past, randomBytes(16).toString('base64url'), `flow-${nth}`, depth)
    return packPast(past)
  })
  const times: number[][] = depths.map(() => [])
  for (let run = 0; run < 60; run++)
    for (const [index, one] of packed.entries()) {
      const began = performance.now()
      const past = unpackPast(one, () => randomBytes(16))
      placeOf(past, await hashOf(`password ${run}`, pepper, past.salt), 'flow')
      times[index]?.push(performance.now() - began)
    }
  const [shallow = 0, deep = 0] = times.map(median)
  show('history of 1, a check', `${shallow.toFixed(1)} ms`)
  show('history of 24, a check', `${deep.toFixed(1)} ms`, `within 10 %: ${(((deep - shallow) / shallow) * 100).toFixed(1)} %`)
}

judging()
resolving()
blocklist()
await history()
