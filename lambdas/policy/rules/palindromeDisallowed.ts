import { anyCase, refusingForm } from '../rule.ts'

export const palindromeDisallowed = refusingForm(({ password }) => {
  const points = Array.from(anyCase(password))
  return points.length > 0 && points.every((point, index) => point === points.at(-1 - index))
})
