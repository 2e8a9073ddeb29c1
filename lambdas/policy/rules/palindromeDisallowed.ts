import { refusingForm } from '../rule.ts'

export const palindromeDisallowed = refusingForm(({ folded }) => {
  const points = Array.from(folded)
  return points.length > 0 && points.every((point, index) => point === points.at(-1 - index))
})
