import { describe, expect, test } from 'vitest'
import { generate } from '../../lambdas/policy/generate.ts'
import { judge } from '../../lambdas/policy/judge.ts'
import { normalised } from '../../lambdas/policy/normalised.ts'
import { NOBODY, type Policy } from '../../lambdas/policy/policy.ts'
import { PRESETS } from '../../lambdas/policy/presets.ts'
import { problemsOf } from '../../lambdas/policy/validate.ts'
import { randomPolicy, type Seeded, seeded } from '../support/random-policy.ts'

const drawn = (policy: Omit<Policy, 'id'>, seed = 'generate') => generate({ id: 'p', ...policy }, seeded(seed))

test('for 300 random policies: one without problems gets a password that keeps it, one with problems gets none', {
  timeout: 120_000
}, () => {
  const random = seeded('policies')
  const policies = Array.from({ length: 300 }, () => randomPolicy(random)).map((policy) => ({ policy, problems: problemsOf(policy) }))
  const good = policies.filter(({ problems }) => problems.length === 0)
  expect(good.length).toBeGreaterThan(200)
  expect(policies.length - good.length).toBeGreaterThan(25)
  for (const { policy, problems } of policies) {
    const password = generate(policy, random)
    // Sets of characters that contradict each other are refused although a password may be left.
    if (problems.some((reason) => / share /.test(reason))) continue
    expect([policy, password !== undefined]).toEqual([policy, problems.length === 0])
    if (password !== undefined)
      expect([password, normalised(password), judge(policy, password, NOBODY)]).toEqual([password, { ok: true, password }, []])
  }
})

/** Whether any password at all of these characters, up to a length, keeps a policy. */
function canBeKept(policy: Policy, points: readonly string[], longest: number, begun = ''): boolean {
  if (begun.trim() !== '' && judge(policy, begun, NOBODY).length === 0) return true
  return longest > 0 && points.some((point) => canBeKept(policy, points, longest - 1, begun + point))
}

function smallPolicy({ below, one }: Seeded): Policy & { allowedChars: string; maxLength: number } {
  const maybe = <T>(value: () => T): T | undefined => (below(3) === 0 ? value() : undefined)
  const allowedChars = one(['ab', 'aB', 'a1', 'ab1', 'a!', 'abc', 'A1!', 'qw', 'a', 'é1a'])
  return {
    id: 'small',
    allowedChars,
    maxLength: 1 + below(4),
    minLength: maybe(() => below(5)),
    minUniqueChars: maybe(() => below(4)),
    maxRepeatedChars: maybe(() => below(4)),
    maxConsecutiveRepeats: maybe(() => below(3)),
    maxSequenceLength: maybe(() => below(3)),
    palindromeDisallowed: maybe(() => true),
    startsWithAlphabet: maybe(() => true),
    specialNotAtEnds: maybe(() => true),
    requiredChars: maybe(() => one([...allowedChars])),
    disallowedSubstrings: maybe(() => [one(['ab', 'aa', '1', 'ba'])]),
    minNumerals: maybe(() => below(3)),
    minCharacterClasses: maybe(() => below(4)),
    minAlphas: maybe(() => below(4)),
    maxSpecialChars: maybe(() => below(3))
  }
}

test('where every password can be tried, the verdict on 1,000 policies is that of trying', () => {
  const random = seeded('small')
  const verdicts = Array.from({ length: 1000 }, () => {
    const policy = smallPolicy(random)
    return { policy, tried: canBeKept(policy, [...policy.allowedChars], policy.maxLength), said: problemsOf(policy).length === 0 }
  })
  expect(verdicts.filter(({ tried }) => tried).length).toBeGreaterThan(200)
  expect(verdicts.filter(({ tried, said }) => tried !== said)).toEqual([])
})

describe('a suggestion', () => {
  test('is made of words that can be said where the policy lets it, and long enough to be safe', () => {
    for (const policy of [PRESETS.nist, {}, PRESETS['ad-complexity'], PRESETS.oam])
      expect(drawn(policy)).toMatch(/^[A-Za-z]{4,}(-?[A-Za-z]{4,})+\d*$/)
    for (const policy of [PRESETS.nist, {}]) expect(drawn(policy)?.length).toBeGreaterThanOrEqual(20)
  })

  test('is another one each time, and depends on chance alone', () => {
    const random = seeded('many')
    expect(new Set(Array.from({ length: 500 }, () => generate(PRESETS.nist, random))).size).toBe(500)
    expect(drawn({ maxLength: 12 }, 'a')).toBe(drawn({ maxLength: 12 }, 'a'))
    expect(drawn({ maxLength: 12 }, 'a')).not.toBe(drawn({ maxLength: 12 }, 'b'))
  })

  test('is of characters where words are too long, and as long as it may be', () => {
    expect(drawn({ maxLength: 12 })).toHaveLength(12)
    expect(drawn({ maxLength: 4, minNumerals: 4 })).toMatch(/^\d{4}$/)
  })

  test('has letters outside ASCII only where they are asked for', () => {
    expect(drawn({ maxLength: 14 })).toMatch(/^[ -~]+$/)
    expect(drawn({ maxLength: 14, minUnicodeChars: 3 })?.match(/[^ -~]/gu)?.length).toBeGreaterThanOrEqual(3)
  })

  test('keeps patterns', () => {
    const mustMatch = [{ pattern: '^[A-Z]{3}-\\d{6}$', message: 'Three letters, a dash, six digits.' }]
    expect(drawn({ mustMatch })).toMatch(/^[A-Z]{3}-\d{6}$/)
    expect(
      drawn({ minLength: 20, mustMatch: [{ pattern: '#\\d', message: 'x' }], mustNotMatch: [{ pattern: '[A-Z]', message: 'y' }] })
    ).toMatch(/#\d/)
  })

  test('does not hold what is known of the person', () => {
    const names = { username: ['a'], given: [], family: ['ba', 'lu'], mail: [] }
    const isCommon = (plain: string): boolean => plain.length !== 30
    const suggested = generate({ id: 'p', blocklist: true, lastNameDisallowed: true, minLength: 30 }, seeded('person'), {
      ...NOBODY,
      names,
      isCommon
    })
    expect(suggested).toHaveLength(30)
  })

  test('is undefined where no password can be', () => expect(drawn({ minLength: 5, maxLength: 4 })).toBeUndefined())
})
