import { atLeast } from '../rule.ts'

export const minCharacterClasses = atLeast(
  ({ counts: { upper, lower, digit, special, unicode } }) => [upper, lower, digit, special, unicode].filter(Boolean).length
)
