import type { Policy } from './policy.ts'

/** Policies to begin with, by name: `nist` is the default. */
export const PRESETS: Readonly<Record<'nist' | 'oam' | 'ad-complexity', Policy>> = {
  nist: { id: 'nist', minLength: 15, maxLength: 128, blocklist: true },
  oam: { id: 'oam' },
  'ad-complexity': { id: 'ad-complexity' }
}
