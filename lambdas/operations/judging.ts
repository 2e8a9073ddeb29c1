// A typed password under a policy, with all that must be read or reckoned for it.
import type { PersonNames } from '../flow/flow.ts'
import { judge } from '../policy/judge.ts'
import { type Normalised, normalised } from '../policy/normalised.ts'
import type { Policy, Subject } from '../policy/policy.ts'
import { Misconfigured } from '../ports.ts'

/** Where the words of a dictionary lie. */
export interface DictionaryPlace {
  readonly location: string
  readonly delimiter?: string | undefined
}

export interface JudgingDeps {
  isCommon: Subject['isCommon']
  /** What the organisation calls itself: a password must not be built from it. */
  organisation: readonly string[]
  /** A dictionary's words in the spelling that they are compared in. Throws Misconfigured where they cannot be read. */
  dictionary?: (place: DictionaryPlace) => Promise<ReadonlySet<string>>
  /** How hard a password is to guess, 0 to 4; `words` are the person's own. */
  strength?: (password: string, words: readonly string[]) => Promise<number>
}

/** What only the caller can know of a password: whether it was used before, how old the present one is. */
export type Facts = Pick<Subject, 'lastUsed' | 'age' | 'attributes' | 'current'>

/** The password in the form that is written, or every rule that it breaks. A rule that cannot be judged is a fault, never kept. */
export async function judgedPassword(
  deps: JudgingDeps,
  policy: Policy,
  names: PersonNames,
  typed: string,
  factsOf: (password: string) => Promise<Facts> = async () => ({})
): Promise<Normalised> {
  const plain = normalised(typed, policy.maxBytes)
  if (!plain.ok) return plain
  const { isCommon, organisation } = deps
  const facts = await factsOf(plain.password)
  const subject = { names, organisation, isCommon, ...facts, ...(await readFor(deps, policy, names, plain.password)) }
  const violations = judge(policy, plain.password, subject)
  return violations.length > 0 ? { ok: false, violations } : plain
}

/** What the policy's rules need that lies elsewhere; nothing is read for a rule that is off. */
async function readFor(
  deps: JudgingDeps,
  policy: Policy,
  names: PersonNames,
  password: string
): Promise<Pick<Subject, 'dictionary' | 'strength'>> {
  const found: { -readonly [K in 'dictionary' | 'strength']?: NonNullable<Subject[K]> } = {}
  if (policy.dictionary && 'location' in policy.dictionary) {
    if (!deps.dictionary) throw new Misconfigured(`policy ${policy.id} has a dictionary, which cannot be read here`)
    found.dictionary = await deps.dictionary(policy.dictionary)
  }
  if (policy.minStrength) {
    if (!deps.strength) throw new Misconfigured(`policy ${policy.id} asks for a strength, which cannot be estimated here`)
    found.strength = await deps.strength(password, [...Object.values(names).flat(), ...deps.organisation])
  }
  return found
}
