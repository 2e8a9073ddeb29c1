// Oracle's password policies (PasswordPolicyAssignment, REST API of Access Manager) as ours, and back. Field names come from two of its
// products, and both are read. What is not known is reported, and what has no counterpart is named: nothing is dropped silently.
import type { Policy, RuleValues, Terms } from './policy.ts'
import { partsOf } from './rules/disallowedSubstrings.ts'

/** For whom an imported policy is: a whole identity store (Oracle's ruleType 1), or one of its groups (2). */
export interface OracleAssignment {
  store?: string
  group?: string
  priority: number
}

export interface OracleImport {
  policies: { policy: Policy; assignment: OracleAssignment }[]
  /** Why something cannot be imported, as sentences: with any, nothing should be saved. */
  problems: string[]
  /** What was left out or changed, as sentences: every field that is unknown or not supported, by its path. */
  notes: string[]
}

type Field = keyof RuleValues | keyof Terms
type Kind = 'number' | 'flag' | 'text' | 'parts'

/** Ours, what it holds, and Oracle's names for it in any spelling of their first letter; the first is written. */
const FIELDS: readonly (readonly [Field, Kind, ...string[]])[] = [
  ['minLength', 'number', 'minLength'],
  ['maxLength', 'number', 'maxLength'],
  ['minUpperCase', 'number', 'minUpperCase'],
  ['minLowerCase', 'number', 'minLowerCase'],
  ['minAlphas', 'number', 'minAlphas', 'minAlphabets'],
  ['minNumerals', 'number', 'minNumerals'],
  ['minAlphaNumerals', 'number', 'minAlphaNumerals'],
  ['minSpecialChars', 'number', 'minSpecialChars'],
  ['maxSpecialChars', 'number', 'maxSpecialChars'],
  ['minUnicodeChars', 'number', 'minUnicodeChars'],
  ['maxUnicodeChars', 'number', 'maxUnicodeChars'],
  ['minUniqueChars', 'number', 'minUniqueChars', 'distinctCharacters'],
  ['maxRepeatedChars', 'number', 'maxRepeatedChars'],
  ['requiredChars', 'text', 'requiredChars'],
  ['disallowedChars', 'text', 'disallowedChars'],
  ['allowedChars', 'text', 'allowedChars'],
  ['disallowedSubstrings', 'parts', 'disallowedSubstrings'],
  ['startsWithAlphabet', 'flag', 'startsWithAlphabet'],
  ['lastNameDisallowed', 'flag', 'lastNameDisallowed'],
  ['firstNameDisallowed', 'flag', 'firstNameDisallowed'],
  ['userNameDisallowed', 'flag', 'userNameDisallowed'],
  ['numPasswordsInHistory', 'number', 'numPasswordsInHistory'],
  ['minPasswordAge', 'number', 'minPasswordAge', 'minPasswordAgeInDays'],
  ['passwordExpiresAfter', 'number', 'passwordExpiresAfter'],
  ['passwordExpireWarning', 'number', 'passwordExpireWarning'],
  ['maxIncorrectAttempts', 'number', 'maxIncorrectAttempts'],
  ['lockoutDuration', 'number', 'lockoutDuration'],
  ['permanentLockout', 'flag', 'permanentLockout']
]

const UNSUPPORTED: Readonly<Record<string, string>> = {
  allatonce: 'Access Manager does not support it either, and every broken rule is told at once here',
  challengepolicy: 'challenge questions are not supported, in Access Manager neither',
  challengesenabled: 'challenge questions are not supported, in Access Manager neither',
  complexpolicy: 'rules are on here where they are set',
  passwordstrength: 'rules are on here where they are set',
  forcepasswordreset: 'it is set per person, not per policy',
  groups: 'a policy is given to a group by its assignment',
  priority: 'the priority is that of the assignment',
  name: 'policies are known here by their id',
  description: 'policies have no description here',
  tenantid: 'there is one tenant',
  tenantname: 'there is one tenant'
}

/** What some values mean there that mean something else here. */
const ADJUSTED: readonly { when: (policy: Policy) => boolean; without: Field; why: string }[] = [
  { when: ({ passwordExpiresAfter }) => passwordExpiresAfter === 0, without: 'passwordExpiresAfter', why: '0 is read as never' },
  {
    when: (p) => typeof p.passwordExpireWarning === 'number' && typeof p.passwordExpiresAfter !== 'number',
    without: 'passwordExpireWarning',
    why: 'passwords do not expire'
  },
  { when: ({ maxIncorrectAttempts }) => maxIncorrectAttempts === 0, without: 'maxIncorrectAttempts', why: '0 is read as never' },
  {
    when: (p) => p.permanentLockout === true && typeof p.lockoutDuration === 'number',
    without: 'lockoutDuration',
    why: 'the lock is permanent'
  }
]

const key = (name: string): string => name.toLowerCase()
const BY_NAME = new Map(FIELDS.flatMap(([field, kind, ...names]) => names.map((name) => [key(name), { field, kind }] as const)))

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isBlank = (value: unknown): boolean => value === null || value === undefined || value === ''

/** Reads Oracle's array of PasswordPolicyAssignment, or one of them. */
export function importOracle(json: unknown): OracleImport {
  const result: OracleImport = { policies: [], problems: [], notes: [] }
  const taken = new Set<string>()
  for (const [index, given] of [json].flat().entries()) readOne(given, `[${index}]`, taken, result)
  for (const [index, { assignment }] of result.policies.entries()) {
    const same = result.policies.findIndex(
      (other) => other.assignment.store === assignment.store && other.assignment.priority === assignment.priority
    )
    if (same < index)
      result.problems.push(`[${index}] has priority ${assignment.priority} as [${same}]: in a store every policy needs its own`)
  }
  return result
}

function readOne(given: unknown, at: string, taken: Set<string>, { policies, problems, notes }: OracleImport): void {
  const rule = isObject(given) ? given['assignmentRule'] : undefined
  const body = isObject(given) ? given['passwordPolicyInfo'] : undefined
  if (!isObject(given) || !isObject(rule) || !isObject(body)) {
    problems.push(`${at} is not a PasswordPolicyAssignment: it needs assignmentRule and passwordPolicyInfo`)
    return
  }
  for (const name of Object.keys(given))
    if (name !== 'assignmentRule' && name !== 'passwordPolicyInfo') notes.push(`${at}.${name} is unknown and was left out`)
  const complain = (text: string): void => void problems.push(`${at}.${text}`)
  const remark = (text: string): void => void notes.push(`${at}.${text}`)
  const assignment = assignmentOf(rule, complain, remark)
  const policy = policyOf(body, idOf(rule, body, taken, complain, remark), complain, remark)
  if (assignment) policies.push({ policy, assignment })
}

type Say = (text: string) => void

const ASSIGNMENT = new Set(['idStoreRef', 'passwordPolicyID', 'priority', 'ruleType', 'ruleValue'])
const ID_NAMES = ['passwordPolicyID', 'policyId', 'id']

function assignmentOf(rule: Record<string, unknown>, complain: Say, remark: Say): OracleAssignment | undefined {
  for (const name of Object.keys(rule)) if (!ASSIGNMENT.has(name)) remark(`assignmentRule.${name} is unknown and was left out`)
  const [type, priority] = [Number(rule['ruleType']), numberOf(rule['priority'])]
  if (priority === undefined) return void complain('assignmentRule.priority must be a whole number, 0 to 999')
  if (type !== 1 && type !== 2) return void complain('assignmentRule.ruleType must be 1 (the store) or 2 (a group)')
  if (type === 1 && !isBlank(rule['ruleValue']))
    remark(`assignmentRule.ruleValue ${JSON.stringify(rule['ruleValue'])} was left out: ruleType 1 is the whole store, and 2 a group`)
  if (type === 2 && isBlank(rule['ruleValue'])) return void complain('assignmentRule.ruleValue must name the group of ruleType 2')
  return {
    ...(isBlank(rule['idStoreRef']) ? {} : { store: String(rule['idStoreRef']) }),
    ...(type === 2 ? { group: String(rule['ruleValue']) } : {}),
    priority
  }
}

/** An id as ours are: lower-case letters, digits and dashes. */
function idOf(rule: Record<string, unknown>, body: Record<string, unknown>, taken: Set<string>, complain: Say, remark: Say): string {
  const own = ID_NAMES.map((name) => body[name]).find((value) => !isBlank(value))
  const named = isBlank(rule['passwordPolicyID']) ? own : rule['passwordPolicyID']
  if (own !== undefined && String(named) !== String(own))
    complain(`assignmentRule.passwordPolicyID ${named} is not the id of its policy, ${own}`)
  const plain = String(named ?? 'oracle')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  const first = (/^[a-z]/.test(plain) ? plain : `oracle-${plain}`).slice(0, 32).replace(/-+$/, '')
  let id = first
  for (let number = 2; taken.has(id); number++) id = `${first.slice(0, 28)}-${number}`
  taken.add(id)
  if (named !== undefined && id !== named) remark(`assignmentRule.passwordPolicyID ${named} becomes ${id}`)
  return id
}

function policyOf(body: Record<string, unknown>, id: string, complain: Say, remark: Say): Policy {
  const fields: Partial<Record<Field | 'dictionary', unknown>> = {}
  for (const [name, value] of Object.entries(body)) {
    if (ID_NAMES.includes(name) || key(name).startsWith('dictionary')) continue
    const known = BY_NAME.get(key(name))
    const why = UNSUPPORTED[key(name)]
    if (!known)
      remark(why ? `passwordPolicyInfo.${name} is not supported: ${why}` : `passwordPolicyInfo.${name} is unknown and was left out`)
    else if (!isBlank(value)) {
      const read = readAs(known.kind, value)
      const before = fields[known.field]
      if (before !== undefined && JSON.stringify(before) !== JSON.stringify(read))
        complain(`passwordPolicyInfo.${name} is ${JSON.stringify(value)}, but a field of the same meaning is ${JSON.stringify(before)}`)
      else if (read === undefined) complain(`passwordPolicyInfo.${name} is ${JSON.stringify(value)}: ${EXPECTED[known.kind]}`)
      else fields[known.field] = read
      if (key(name) === 'distinctcharacters')
        remark(`passwordPolicyInfo.${name} becomes minUniqueChars, which counts only characters that occur once`)
    }
  }
  const dictionary = dictionaryOf(body, remark)
  if (dictionary) fields.dictionary = dictionary
  for (const { when, without, why } of ADJUSTED) {
    if (!when({ id, ...fields } as Policy)) continue
    delete fields[without]
    remark(`passwordPolicyInfo.${without} was left out: ${why}`)
  }
  return { id, ...fields } as Policy
}

const EXPECTED: Readonly<Record<Kind, string>> = {
  number: 'it must be a whole number, 0 to 999',
  flag: 'it must be true or false',
  text: 'it must be text',
  parts: 'it must be text, its parts separated by commas'
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= 999 ? number : undefined
}

function readAs(kind: Kind, value: unknown): unknown {
  if (kind === 'number') return numberOf(value)
  if (kind === 'flag') return { true: true, false: false }[String(value).toLowerCase()]
  if (kind === 'parts' && Array.isArray(value)) return value.every((part) => typeof part === 'string') ? partsOf(value) : undefined
  if (typeof value !== 'string') return undefined
  return kind === 'parts' ? partsOf(value) : value
}

/** The dictionary is on where a place is named, unless its flag says otherwise. */
function dictionaryOf(body: Record<string, unknown>, remark: Say): Policy['dictionary'] {
  const fields = new Map(Object.entries(body).map(([name, value]) => [key(name), value]))
  const [location, delimiter] = [fields.get('dictionarylocation'), fields.get('dictionarydelimiter')]
  const flag = readAs('flag', fields.get('dictionaryworddisallowed') ?? '')
  for (const name of Object.keys(body))
    if (key(name).startsWith('dictionary') && !DICTIONARY.has(key(name))) remark(`passwordPolicyInfo.${name} is unknown and was left out`)
  if (isBlank(location)) {
    if (flag === true) remark('passwordPolicyInfo.dictionaryWordDisallowed was left out: no dictionaryLocation says which words')
    if (!isBlank(delimiter)) remark('passwordPolicyInfo.dictionaryDelimiter was left out: there is no dictionaryLocation')
    return undefined
  }
  if (flag === false) return void remark('passwordPolicyInfo.dictionaryLocation was left out: dictionaryWordDisallowed is false')
  return { location: String(location), ...(isBlank(delimiter) ? {} : { delimiter: String(delimiter) }) }
}

const DICTIONARY = new Set(['dictionarylocation', 'dictionarydelimiter', 'dictionaryworddisallowed'])

/** The other way: policies with their assignments in Oracle's form. What only we have is not in it. */
export function exportOracle(policies: OracleImport['policies']): unknown[] {
  return policies.map(({ policy, assignment: { store, group, priority } }) => {
    const fields = FIELDS.flatMap(([field, kind, name]) => {
      const value = policy[field]
      if (isBlank(value)) return []
      return [[name, kind === 'parts' ? partsOf(value as string | readonly string[]).join(',') : value]]
    })
    const { dictionary } = policy
    const place =
      dictionary && 'location' in dictionary
        ? { dictionaryLocation: dictionary.location, dictionaryDelimiter: dictionary.delimiter ?? '\n', dictionaryWordDisallowed: true }
        : {}
    return {
      assignmentRule: {
        ...(store === undefined ? {} : { idStoreRef: store }),
        passwordPolicyID: policy.id,
        priority,
        ruleType: group === undefined ? 1 : 2,
        ...(group === undefined ? {} : { ruleValue: group })
      },
      passwordPolicyInfo: { id: policy.id, ...Object.fromEntries(fields), ...place }
    }
  })
}
