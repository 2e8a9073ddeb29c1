import type { Plural } from '../plural.ts'

/** What every locale must say, taken from one that says it all: a missing key does not compile. */
export type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : T[K] extends Plural ? Plural : Shape<T[K]> }
