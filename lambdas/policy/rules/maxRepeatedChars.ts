import { atMost } from '../rule.ts'

export const maxRepeatedChars = atMost(({ occurrences }) => {
  let most = 0
  for (const count of occurrences.values()) if (count > most) most = count
  return most
})
