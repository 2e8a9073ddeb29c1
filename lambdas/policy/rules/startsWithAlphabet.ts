import { LETTER, refusing } from '../rule.ts'

export const startsWithAlphabet = refusing(({ points }) => !LETTER.test(points[0] ?? ''))
