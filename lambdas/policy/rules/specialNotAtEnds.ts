import { refusingForm, SPECIAL } from '../rule.ts'

export const specialNotAtEnds = refusingForm(({ points }) => SPECIAL.test(points[0] ?? '') || SPECIAL.test(points.at(-1) ?? ''))
