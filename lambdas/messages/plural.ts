/** A sentence that depends on a number: one text per plural category that the language has, `other` always. */
export type Plural = { readonly other: string } & { readonly [C in Intl.LDMLPluralRule]?: string }

/** The text that goes with a number in a language. */
export const formFor = (plural: Plural, n: number, language: string): string =>
  plural[new Intl.PluralRules(language).select(n)] ?? plural.other
