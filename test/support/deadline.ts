import type { Deadline } from '../../lambdas/ports.ts'

/** A deadline that runs out after so many milliseconds of real time. */
export function deadlineIn(milliseconds: number): Deadline {
  const until = performance.now() + milliseconds
  return { left: () => until - performance.now() }
}
