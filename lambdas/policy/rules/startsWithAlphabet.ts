import { LETTER, refusingForm } from '../rule.ts'

export const startsWithAlphabet = refusingForm(({ points }) => !LETTER.test(points[0] ?? ''))
