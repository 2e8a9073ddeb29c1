/** A sentence that depends on a number: one text per plural category that the language has, `other` always. */
export type Plural = { readonly other: string } & { readonly [C in Intl.LDMLPluralRule]?: string }

/** What every locale must say, taken from one that says it all: a missing key does not compile. */
export type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : T[K] extends Plural ? Plural : Shape<T[K]> }
