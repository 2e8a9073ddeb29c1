import { Misconfigured } from '../../ports.ts'

/** A dictionary that nobody can be judged by, in words for the operator. */
export const unfit = (location: string, why: string, cause?: unknown): Misconfigured =>
  new Misconfigured(`the dictionary ${location} ${why}`, cause)
