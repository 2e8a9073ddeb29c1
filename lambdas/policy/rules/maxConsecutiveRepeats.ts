import { atMost, longestRun } from '../rule.ts'

export const maxConsecutiveRepeats = atMost(({ points }) => longestRun(points, (before, point) => before === point))
