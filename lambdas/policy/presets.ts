import type { Policy } from './policy.ts'

/** Policies to begin with, by name; `nist` is the default. docs/policy.md says where their values come from. */
export const PRESETS = {
  nist: { id: 'nist', minLength: 15, maxLength: 128, blocklist: true },
  oam: {
    id: 'oam',
    minLength: 8,
    minUpperCase: 1,
    minLowerCase: 1,
    minAlphas: 2,
    minNumerals: 1,
    minAlphaNumerals: 6,
    startsWithAlphabet: true,
    userNameDisallowed: true,
    firstNameDisallowed: true,
    lastNameDisallowed: true
  },
  'ad-complexity': {
    id: 'ad-complexity',
    minLength: 7,
    minCharacterClasses: 3,
    userNameDisallowed: true,
    firstNameDisallowed: true,
    lastNameDisallowed: true
  }
} as const satisfies Readonly<Record<string, Policy>>
