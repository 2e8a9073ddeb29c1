import type { Policy, Subject } from './policy.ts'

/** Where chance comes from: the port's Random fits, and so does a browser's getRandomValues. */
export interface Chance {
  bytes(count: number): Uint8Array
}

/** A password that keeps every rule of a policy, words where the policy lets them; undefined where none was found. */
export const generate = (_policy: Policy, _random: Chance, _subject?: Subject): string | undefined => undefined
