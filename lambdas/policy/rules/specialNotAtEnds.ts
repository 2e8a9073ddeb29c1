import { refusing, SPECIAL } from '../rule.ts'

export const specialNotAtEnds = refusing(({ points }) => SPECIAL.test(points[0] ?? '') || SPECIAL.test(points.at(-1) ?? ''))
