// The page judges with the rules of the server: bundled for a browser they say the same.
import { runInNewContext } from 'node:vm'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { standings, suggestion } from '../../lambdas/page/rules.ts'
import { checklist, toldPolicy } from '../../lambdas/policy/checklist.ts'
import { describe as describePolicy, judge } from '../../lambdas/policy/judge.ts'
import { normalised } from '../../lambdas/policy/normalised.ts'
import { NOBODY, type Policy } from '../../lambdas/policy/policy.ts'
import { problemsOf } from '../../lambdas/policy/validate.ts'
import { randomPassword, randomPolicy, seeded } from '../support/random-policy.ts'

/** What a browser runs, with nothing of Node around it. */
async function inBrowser(): Promise<{ checklist: typeof checklist; bytes: number }> {
  const { outputFiles } = await build({
    entryPoints: ['lambdas/policy/checklist.ts'],
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'policy',
    write: false,
    logLevel: 'silent'
  })
  const code = outputFiles[0]?.text ?? ''
  const context = { TextEncoder }
  runInNewContext(`${code};globalThis.policy = policy`, context)
  return { ...(context as unknown as { policy: { checklist: typeof checklist } }).policy, bytes: code.length }
}

test('100,000 passwords under 200 policies are judged in the page as by the server', async () => {
  const page = await inBrowser()
  const random = seeded('page')
  let broken = 0
  for (let nth = 0; nth < 200; nth++) {
    const policy = randomPolicy(random)
    const told = describePolicy(policy)
    for (let again = 0; again < 500; again++) {
      const typed = randomPassword(random)
      const form = normalised(typed)
      const server = form.ok ? judge(policy, form.password, NOBODY).map(({ rule }) => rule) : undefined
      const said = page.checklist(told, typed)
      const inPage = said.filter(({ isKept }) => isKept === false).map(({ rule }) => rule)
      if (server?.join() !== (form.ok ? inPage.join() : undefined) || said.some(({ isKept }) => (isKept === undefined) === form.ok))
        expect({ policy, typed, inPage }).toEqual({ policy, typed, inPage: server })
      broken += inPage.length
    }
  }
  expect(broken).toBeGreaterThan(50_000)
})

test('what the page carries for it is small', async () => expect((await inBrowser()).bytes).toBeLessThan(14_000))

describe('the checklist', () => {
  const policy: Policy = {
    id: 'p',
    minLength: 4,
    minNumerals: 1,
    lastNameDisallowed: true,
    blocklist: true,
    minStrength: 2,
    dictionary: { words: ['x'] }
  }
  const said = (typed: string) => checklist(describePolicy(policy), typed).map(({ rule, isKept }) => `${rule} ${isKept}`)

  test('says of each rule whether it is kept, and nothing of rules that need more than the password', () => {
    expect(said('abcd')).toEqual([
      'minLength true',
      'minNumerals false',
      'lastNameDisallowed undefined',
      'dictionary undefined',
      'blocklist undefined',
      'minStrength undefined'
    ])
  })

  test('says nothing while what is typed is no password at all', () => {
    expect(new Set(said('').map((line) => line.split(' ')[1]))).toEqual(new Set(['undefined']))
  })

  test('leaves rules alone that it does not know', () => {
    expect(
      checklist(
        [
          { rule: 'unheardOf', params: {} },
          { rule: 'constructor', params: {} }
        ],
        'abc'
      ).map(({ isKept }) => isKept)
    ).toEqual([undefined, undefined])
  })

  test('what was told of a rule is enough to judge it again', () => {
    const random = seeded('told')
    for (let nth = 0; nth < 100; nth++) {
      const given = randomPolicy(random)
      expect(describePolicy(toldPolicy(describePolicy(given)))).toEqual(describePolicy(given))
    }
  })
})

describe('a suggestion in the page', () => {
  test('is accepted by the server under 200 random policies that can be kept at all', () => {
    const random = seeded('suggestions')
    let nth = 0
    while (nth < 200) {
      const policy = randomPolicy(random)
      if (problemsOf(policy).length > 0) continue
      nth++
      const password = suggestion(describePolicy(policy), random)
      const form = normalised(password ?? '')
      expect([policy, form.ok && judge(policy, form.password, NOBODY)]).toEqual([policy, []])
    }
  })

  test('keeps patterns', () => {
    const policy = {
      id: 'p',
      mustMatch: [{ pattern: '^x', message: 'An x first.' }],
      mustNotMatch: [{ pattern: '-', message: 'No dash.' }]
    }
    expect(suggestion(describePolicy(policy))).toMatch(/^x[^-]+$/)
  })
})

test('a line is met, unmet, or left to the server', () => {
  const mustNotMatch = [{ pattern: 'x', message: 'No x.' }]
  const policy = describePolicy({ id: 'p', minLength: 4, minNumerals: 1, mustNotMatch, blocklist: true, numPasswordsInHistory: 3 })
  const later = { blocklist: 'later', numPasswordsInHistory: 'later' }
  expect(standings(policy, '')).toEqual(later)
  expect(standings(policy, 'abcd')).toEqual({ minLength: 'met', minNumerals: 'unmet', mustNotMatch: 'met', ...later })
  expect(standings(policy, 'abx')).toEqual({ minLength: 'unmet', minNumerals: 'unmet', mustNotMatch: 'unmet', ...later })
})

test('only what keeps histories imports anything of Node', async () => {
  const { globSync, readFileSync } = await import('node:fs')
  const files = globSync('lambdas/policy/**/*.ts').filter((file) => /from 'node:/.test(readFileSync(file, 'utf8')))
  expect(files).toEqual(['lambdas/policy/history.ts'])
})
