// The shapes of the structured variables: directories, limits, policies, branding, decoys. Ranges and defaults stand here and nowhere else.
import * as v from 'valibot'
import { contrastProblem } from './messages/colour.ts'
import { type Fields, KINDS, type Kind, type Kinds } from './policy/kinds.ts'

export const text = v.pipe(v.string(), v.nonEmpty('must not be empty'))

/** One of these names. */
export const oneOf = <const T extends readonly string[]>(names: T) => v.picklist(names, `must be one of ${names.join(', ')}`)

/** A whole number within a range. */
export const between = (low: number, high: number, unit: string) =>
  v.pipe(
    v.number(`must be a whole number of ${unit}, ${low} to ${high}`),
    v.integer(`must be a whole number of ${unit}, ${low} to ${high}`),
    v.minValue(low, `must be at least ${low} ${unit}`),
    v.maxValue(high, `must be at most ${high} ${unit}`)
  )

const budget = (hour: number, day: number, hourPerNet: number, dayPerNet: number) =>
  v.optional(
    v.strictObject({
      hour: v.optional(between(1, 1000, 'per hour'), hour),
      day: v.optional(between(1, 10000, 'per day'), day),
      hourPerNet: v.optional(between(1, 1000, 'per hour'), hourPerNet),
      dayPerNet: v.optional(between(1, 10000, 'per day'), dayPerNet)
    }),
    {}
  )

/** How often anything may happen; the shares per client prefix keep one address from using up what belongs to another. */
export const limits = v.strictObject({
  net: v.optional(
    v.strictObject({
      quarter: v.optional(between(1, 10000, 'starts per 15 minutes'), 30),
      day: v.optional(between(1, 100000, 'starts per day'), 200)
    }),
    {}
  ),
  identifier: budget(10, 20, 5, 10),
  destination: budget(5, 10, 5, 7),
  account: v.optional(
    v.strictObject({
      day: v.optional(between(1, 100, 'failures per day'), 15),
      dayPerNet: v.optional(between(1, 100, 'failures per day'), 10),
      streak: v.optional(between(5, 100, 'failures in a row'), 100)
    }),
    {}
  ),
  sms: v.optional(
    v.strictObject({
      day: v.optional(between(1, 1_000_000, 'messages per day'), 1000),
      prefixHour: v.optional(between(1, 10000, 'messages per hour'), 20),
      netDay: v.optional(between(1, 10000, 'messages per day'), 20)
    }),
    {}
  ),
  /** Changes with the current password: fewer tries than lock somebody out, in a run that ends where nobody tries for as long as they count. */
  change: v.optional(
    v.pipe(
      v.strictObject({
        tries: v.optional(between(1, 99, 'tries'), 4),
        lockoutAfter: v.optional(between(2, 100, 'wrong logins'), 5),
        windowMinutes: v.optional(between(1, 1440, 'minutes'), 30),
        netHour: v.optional(between(1, 1000, 'tries per hour'), 20),
        netDay: v.optional(between(1, 10000, 'tries per day'), 100)
      }),
      v.check(
        ({ tries, lockoutAfter }) => tries < lockoutAfter,
        'tries must be fewer than lockoutAfter, or strangers could lock people out here'
      )
    ),
    {}
  )
})

// Exact: one that is left out is the profile's, and must not be there as undefined.
const attributes = v.strictObject({
  username: v.exactOptional(v.array(text)),
  mail: v.exactOptional(v.array(text)),
  mobile: v.exactOptional(v.array(text)),
  given: v.exactOptional(v.array(text)),
  family: v.exactOptional(v.array(text))
})

/** What `schema` may be; each is a file in adapters/ldap/schemas. */
export const SCHEMAS = ['native', 'oblix', 'oracle'] as const

const stateAttributes = v.strictObject({
  expiresAt: v.exactOptional(text),
  locked: v.exactOptional(text),
  enabled: v.exactOptional(text),
  mustChange: v.exactOptional(text),
  unlock: v.exactOptional(text)
})

/** Kinds of directories; each is a file in adapters/ldap/profiles, which also holds what a store leaves out. */
export const PROFILES = ['active-directory', 'openldap', '389ds', 'freeipa', 'oid', 'oud', 'odsee', 'ibm-sds', 'edirectory'] as const

export const store = v.pipe(
  v.strictObject({
    id: v.pipe(text, v.regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be lower-case letters, digits and dashes')),
    profile: oneOf(PROFILES),
    /** Tried in order; the last good one is remembered. */
    urls: v.pipe(
      v.array(v.pipe(text, v.regex(/^ldaps?:\/\/[^/]+$/, 'must be ldaps://host[:port] or ldap://host[:port]'))),
      v.minLength(1, 'needs at least one address')
    ),
    startTls: v.optional(v.boolean(), false),
    /** PEM of the authority that signed the directory's certificate; absent: the system's authorities. */
    ca: v.optional(text),
    baseDn: text,
    /** `{}` stands for the identifier, escaped. Absent: the profile's, as with `attributes`, `write` and `groups`. */
    filter: v.optional(
      v.pipe(
        text,
        v.check((f) => f.startsWith('(') && f.includes('{}'), 'must be an LDAP filter with {} where the identifier goes')
      )
    ),
    attributes: v.optional(attributes, {}),
    /** `exop`: RFC 3062, the server hashes. `replace`: the attribute is written. */
    write: v.optional(v.picklist(['exop', 'replace'], 'must be exop or replace')),
    /** `memberOf`: as the entry says. `search`: groups that name the person, and the groups of those. `in-chain`: Active Directory's own rule. */
    groups: v.optional(v.picklist(['memberOf', 'search', 'in-chain'], 'must be memberOf, search or in-chain')),
    /** Where groups are searched for; absent: the domain (dc=…) of baseDn. */
    groupsBaseDn: v.optional(text),
    /** Members are never reset here, and so is nobody in the branches of protectedBases, such as those of service accounts. */
    protectedGroups: v.optional(v.array(text), []),
    protectedBases: v.optional(v.array(text), []),
    /** Where the state of accounts is kept beside what the directory keeps itself: Oracle Access Manager's attributes, or its successors'. */
    schema: v.optional(oneOf(SCHEMAS), 'native'),
    /** Object classes that a person gets with the first such attribute, such as oblixPersonPwdPolicy; none unless told. */
    stateClasses: v.optional(v.array(text), []),
    /** Names that differ from those of the schema `oracle`. */
    stateAttributes: v.optional(stateAttributes, {}),
    /** An entry that is nobody's, hashed like everybody's and never locked: bound as where there is nobody to change a password. */
    dummyDn: v.optional(text),
    /** What people may put behind or before their name without becoming somebody else. */
    domains: v.optional(v.array(text), []),
    prefixes: v.optional(v.array(text), [])
  }),
  v.check(
    (s) => s.startTls || s.urls.every((url) => url.startsWith('ldaps:')),
    'ldap:// sends passwords in clear: use ldaps:// or set startTls'
  ),
  v.check((s) => !s.startTls || s.urls.every((url) => url.startsWith('ldap:')), 'startTls goes with ldap:// addresses only')
)

/** All directories that people are looked for in. */
export const stores = v.pipe(
  v.array(store),
  v.minLength(1, 'needs at least one store'),
  v.check((all) => new Set(all.map(({ id }) => id)).size === all.length, 'store ids must differ')
)

export type Stores = v.InferOutput<typeof stores>

/** What directories lack where people may change a password with the current one. */
export const changeProblems = (all: Stores = []): string[] =>
  all.flatMap(({ dummyDn }, index) =>
    dummyDn === undefined ? [`STORES.${index}.dummyDn: is needed where CHANGE is true, or unknown names could be told from people`] : []
  )

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999))

/** null turns a rule off, as its absence does. */
const rule = <const T extends v.GenericSchema>(shape: T) => v.optional(v.nullable(shape))

/** What fields of each kind are set to. */
const SHAPES = {
  count,
  level: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4)),
  flag: v.boolean(),
  text: v.string(),
  list: v.union([v.string(), v.array(v.string())], 'must be a list of texts, or one text with commas'),
  dictionary: v.union(
    [v.strictObject({ words: v.array(v.string()) }), v.strictObject({ location: text, delimiter: v.optional(v.string()) })],
    'must be {words} or {location, delimiter}'
  ),
  patterns: v.array(v.strictObject({ pattern: text, message: text }))
} as const satisfies { readonly [K in Kind]: v.GenericSchema<Kinds[K]> }

type Entries = { readonly [F in keyof Fields]: v.OptionalSchema<v.NullableSchema<v.GenericSchema<Fields[F]>, undefined>, undefined> }

/** A field for each that a policy may have. */
const fields = Object.fromEntries(Object.entries(KINDS).map(([name, kind]) => [name, rule(SHAPES[kind])])) as unknown as Entries

/** A password policy, each rule of lambdas/policy/rules by its name. Whether it contradicts itself is for parseVariables to ask. */
export const policyShape = v.strictObject({
  id: v.pipe(text, v.regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be lower-case letters, digits and dashes')),
  maxBytes: v.optional(between(64, 4096, 'bytes'), 512),
  ...fields
})

/** Which policy is for whom: the lowest priority number whose group the person is in, else the default. */
export const policies = v.strictObject({
  default: policyShape,
  groups: v.optional(v.array(v.strictObject({ group: text, priority: count, policy: policyShape })), [])
})

const weights = v.record(v.string(), v.pipe(v.number(), v.minValue(0)))

export const decoyProfile = v.strictObject({
  combinations: v.pipe(
    v.array(v.strictObject({ channels: v.array(v.picklist(['email', 'sms'])), weight: v.pipe(v.number(), v.minValue(0)) })),
    v.minLength(1, 'needs at least one combination of channels')
  ),
  letters: weights,
  topLevels: weights,
  sameLetter: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1000)))
})

const isPlace = (text: string): boolean =>
  /^https:\/\/[^?#@%\\;]+$/.test(text) && URL.canParse(text) && [text, `${text}/`].includes(new URL(text).href)

/** Where people may go back to when they are done: everything below these. */
export const returnTo = v.pipe(
  v.array(
    v.pipe(
      text,
      v.maxLength(200, 'must be at most 200 characters'),
      v.check(
        isPlace,
        'must be an https address as browsers write it, such as https://portal.example.com/app, without query and credentials'
      )
    )
  ),
  v.maxLength(10, 'must be at most 10 addresses')
)

export const branding = v.strictObject({
  name: v.optional(
    v.pipe(text, v.maxLength(40, 'must be at most 40 characters'), v.regex(/^[^\p{C}]*$/u, 'must not hold control characters')),
    'Rekey'
  ),
  /** Said where nothing else helps. */
  help: v.optional(v.pipe(text, v.maxLength(300, 'must be at most 300 characters'))),
  contact: v.optional(v.pipe(text, v.maxLength(120, 'must be at most 120 characters'))),
  /** Of buttons and links, in light; in dark a lighter one is made from it. */
  color: v.optional(
    v.pipe(
      text,
      v.regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour such as #2446c8'),
      v.rawCheck(({ dataset, addIssue }) => {
        const message = dataset.typed && /^#[0-9a-fA-F]{6}$/.test(dataset.value) ? contrastProblem(dataset.value) : undefined
        if (message !== undefined) addIssue({ message })
      })
    )
  ),
  /** The file of a logo, .svg or .png. It travels beside the page, never in a variable. */
  logo: v.optional(v.pipe(text, v.regex(/\.(?:svg|png)$/i, 'must be a file that ends in .svg or .png')))
})
