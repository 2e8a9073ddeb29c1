// Chance that is the same in every run, and policies and passwords made of it.
import { createHash } from 'node:crypto'
import type { Policy } from '../../lambdas/policy/policy.ts'

export interface Seeded {
  bytes(count: number): Uint8Array
  below(limit: number): number
  one<T>(items: readonly T[]): T
}

export function seeded(seed: string): Seeded {
  let block = Buffer.alloc(0)
  let nth = 0
  const bytes = (count: number): Uint8Array => {
    while (block.length < count) block = Buffer.concat([block, createHash('sha256').update(`${seed}.${nth++}`).digest()])
    const taken = block.subarray(0, count)
    block = block.subarray(count)
    return taken
  }
  const below = (limit: number): number => Buffer.from(bytes(4)).readUInt32BE() % limit
  return { bytes, below, one: (items) => items[below(items.length)] as (typeof items)[number] }
}

/** A policy with some rules of every kind; not every one can be kept. */
export function randomPolicy({ below, one }: Seeded): Policy {
  const maybe = <T>(value: () => T): T | undefined => (below(4) === 0 ? value() : undefined)
  return {
    id: 'random',
    minLength: maybe(() => below(24)),
    maxLength: maybe(() => 8 + below(40)),
    minUpperCase: maybe(() => below(4)),
    minLowerCase: maybe(() => below(4)),
    minAlphas: maybe(() => below(8)),
    minNumerals: maybe(() => below(4)),
    minAlphaNumerals: maybe(() => below(10)),
    minSpecialChars: maybe(() => below(4)),
    maxSpecialChars: maybe(() => below(6)),
    minUnicodeChars: maybe(() => below(3)),
    maxUnicodeChars: maybe(() => below(4)),
    minUniqueChars: maybe(() => below(12)),
    maxRepeatedChars: maybe(() => 1 + below(4)),
    requiredChars: maybe(() => one(['$', 'aZ', 'é', '_9'])),
    disallowedChars: maybe(() => one(['%&', 'lI1O0', ' "', 'aeiou'])),
    allowedChars: maybe(() => one(['abcdefgh123!_$', 'ABCdef0123456789', 'aZé$_9xyz'])),
    disallowedSubstrings: maybe(() => one<string | string[]>(['acme, pass', ['be', 'ri'], 'a,é', ['123']])),
    startsWithAlphabet: maybe(() => true),
    minCharacterClasses: maybe(() => below(5)),
    specialNotAtEnds: maybe(() => true),
    maxConsecutiveRepeats: maybe(() => 1 + below(3)),
    maxSequenceLength: maybe(() => 1 + below(4)),
    palindromeDisallowed: maybe(() => true),
    mustMatch: maybe(() => [{ pattern: one(['[a-f]', '^[A-Za-z]', '\\d\\D']), message: 'A pattern.' }]),
    mustNotMatch: maybe(() => [{ pattern: one(['-', '\\d$', '^[é-ü]', 'a.b']), message: 'Another.' }])
  }
}

const POINTS = [...'abcdefghzABCZ0123459!$%& _-"lIO', 'é', 'ü', '３', '😀', 'が', 'e\u0301', '\u0958', 'ẞ', 'ı']

/** A password that somebody may type: mostly short, sometimes with what is not allowed at all. */
export function randomPassword({ below, one }: Seeded): string {
  const typed = Array.from({ length: below(30) }, () => one(POINTS)).join('')
  return below(50) === 0 ? `${typed}${one(['\u0000', '\ud800', '\u3000', '\u0378'])}` : typed
}
