// Turns a write in the item model's notation into DynamoDB's: every name becomes a #placeholder (many are reserved words) and
// every value a :placeholder.

/** What an attribute holds here: nothing is nested. */
export type Value = string | number

/** A conditional write, read once when its module loads. */
export interface Write {
  update: string | undefined
  condition: string | undefined
  /** Attributes, and slots, that the expressions name. */
  names: readonly string[]
  /** Values that they compare with or set. */
  values: readonly string[]
}

/** Values that mean themselves. */
const WORDS = ['due', 'done', 'send', 'notice', 'expiry', 'yes', 'awaiting_choice', 'awaiting_code', 'verified', 'committing', 'committed']

const SYNTAX = ['SET', 'ADD', 'REMOVE', 'AND', 'OR', 'IN', 'attribute_exists', 'attribute_not_exists']

/** Reads `SET … ADD … REMOVE … IF …`, each part optional. */
export function write(text: string): Write {
  const names = new Set<string>()
  const values = new Set<string>()
  const placed = text.replace(/:(\w+)|\[(\w+)\]|(\w+)/g, (token, value?: string, slot?: string, word?: string) => {
    if (value !== undefined) return values.add(value) && token
    if (word !== undefined && (word === 'IF' || SYNTAX.includes(word))) return word
    const name = slot ?? word ?? ''
    names.add(name)
    return `#${name}`
  })
  const [update, condition] = placed.split(/\bIF\b/).map((part) => part.replace(/\s+/g, ' ').trim())
  return { update: update || undefined, condition: condition || undefined, names: [...names], values: [...values] }
}

/** The expressions' names, with what this call puts in the slots. */
export const namesOf = (names: readonly string[], slots: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(names.map((name) => [`#${name}`, slots[name] ?? name]))

/** The expressions' values: this call's, else a number or a word that means itself. */
export const valuesOf = (names: readonly string[], given: Readonly<Record<string, Value>> = {}): Record<string, Value> =>
  Object.fromEntries(names.map((name) => [`:${name}`, given[name] ?? itself(name)]))

function itself(name: string): Value {
  if (/^\d+$/.test(name)) return Number(name)
  if (WORDS.includes(name)) return name
  throw new TypeError(`no value is given for :${name}`)
}
