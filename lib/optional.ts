// Functions that exist only where they are asked for, with all that is theirs; the others never have to be asked whether they are there.
import type { FunctionName } from '../lambdas/config.ts'
import { type Asked, isAsked } from '../lambdas/http/routes.ts'

export type Optional = 'change' | 'remind'

/** Functions that every deployment has. */
export type Always = Exclude<FunctionName, Optional>

/** One for each name; those that are optional may be absent. */
export type Made<N extends string, T> = Readonly<Record<Exclude<N, Optional>, T> & Partial<Record<Extract<N, Optional>, T>>>

/** Makes one for each name that is asked for. */
export const made = <N extends FunctionName, T>(names: readonly N[], asked: Asked, make: (name: N) => T): Made<N, T> =>
  Object.fromEntries(names.filter((name) => isAsked(name, asked)).map((name) => [name, make(name)])) as unknown as Made<N, T>
