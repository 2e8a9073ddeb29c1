// What an identity may write to a person, found out without writing anything. Active Directory and the servers with the
// get-effective-rights control tell. Of the others it is asked to delete a value that nobody has, drawn at random: who has no right is
// told so (50), who has it is told that there is no such value (16), and either way nothing changes.
import { randomBytes } from 'node:crypto'
import { Attribute, type BerWriter, Change, type Client, Control, PasswordPolicyControl, PresenceFilter } from 'ldapts'
import type { StoreConfig } from '../../../config.ts'
import { type Entry, readEntry } from '../entry.ts'
import { isAnswer } from '../faults.ts'
import { PROFILES } from '../profiles/index.ts'
import { schemaOf } from '../schemas/index.ts'
import { mayReset } from './descriptor.ts'
import { entryAt, type Root } from './root.ts'
import type { Visit } from './visit.ts'

export interface Rights {
  /** `told`: the server listed them all. `asked`: only for the attributes that were asked about. */
  how: 'told' | 'asked'
  writes: string[]
  /** Those that got no clear answer. */
  unclear: string[]
  /** What may be done to the entry itself: add, delete, rename, permissions. */
  alters: string[]
}

/** What a reset writes: the password's attribute, those that unlock, and how. */
export function writtenBy(store: StoreConfig): { password: string; state: string[]; how: 'exop' | 'replace' } {
  const { password, unlocking, defaults } = PROFILES[store.profile]
  const types = (changes: readonly Change[] = []): string[] => changes.map(({ modification }) => modification.type)
  return { password: types(password?.('x'))[0] ?? 'userPassword', state: types(unlocking?.(0)), how: store.write ?? defaults.write }
}

/** Somebody who has a value for whatever is asked for: with it every switch has something to change. */
const ANYBODY: Entry = { dn: '', values: () => ['0'], first: () => '0', bytes: () => undefined }

/** What the status identity writes, in all: the attributes behind each flag, the directory's own and those of the schema beside it. */
export function switchedBy(store: StoreConfig): string[] {
  const ways = [PROFILES[store.profile], schemaOf(store)].flatMap(({ switches }) => Object.values(switches))
  const changes = ways.flatMap((way) => [true, false].flatMap((to) => way(to, ANYBODY, 0) ?? []))
  const classes = store.stateClasses.length > 0 ? ['objectClass'] : []
  return [...new Set([...changes.map(({ modification }) => modification.type), ...classes])]
}

const EFFECTIVE_RIGHTS = '1.3.6.1.4.1.42.2.27.9.5.2'

/** The rights of the identity of a visit over one person. */
export async function rightsOver(
  visit: Visit,
  store: StoreConfig,
  as: string,
  dn: string,
  root: Root | undefined,
  ask: string[]
): Promise<Rights> {
  const told =
    store.profile === 'active-directory'
      ? await toldByActiveDirectory(visit, dn)
      : root?.controls.has(EFFECTIVE_RIGHTS)
        ? await toldByControl(visit, as, dn, ask)
        : undefined
  return told ?? asked(visit, dn, ask)
}

class DescriptorFlags extends Control {
  constructor() {
    super('1.2.840.113556.1.4.801', { critical: true })
  }
  /** SDFlagsRequestValue: the access list and nothing else, which takes no more than reading it. */
  override writeControl(writer: BerWriter): void {
    writer.writeBuffer(Buffer.from([0x30, 3, 2, 1, 4]), 0x04)
  }
}

const RIGHTS = ['allowedAttributesEffective', 'allowedChildClassesEffective', 'sDRightsEffective']

async function toldByActiveDirectory(visit: Visit, dn: string): Promise<Rights | undefined> {
  const filter = new PresenceFilter({ attribute: 'objectClass' })
  const bytes = ['nTSecurityDescriptor']
  const read = (client: Client) =>
    client.search(dn, { scope: 'base', filter, attributes: [...RIGHTS, ...bytes], explicitBufferAttributes: bytes }, [
      new DescriptorFlags()
    ])
  const found = await visit.ask(read).catch(onlyAnswers)
  const entry = found?.searchEntries[0] && readEntry(found.searchEntries[0])
  if (!entry) return undefined
  const descriptor = entry.bytes('nTSecurityDescriptor')
  const mayResetIt = descriptor === undefined ? undefined : mayReset(descriptor, await tokenOf(visit))
  return {
    how: 'told',
    writes: [...entry.values('allowedAttributesEffective').filter((name) => name !== 'unicodePwd'), ...(mayResetIt ? ['unicodePwd'] : [])],
    unclear: mayResetIt === undefined ? ['unicodePwd'] : [],
    alters: [
      ...(Number(entry.first('sDRightsEffective') ?? 0) > 0 ? ['permissions'] : []),
      ...(entry.values('allowedChildClassesEffective').length > 0 ? ['add'] : [])
    ]
  }
}

/** The SIDs that count for whoever is bound. */
async function tokenOf(visit: Visit): Promise<Buffer[]> {
  const { searchEntries } = await visit.ask((client) =>
    client.search('', {
      scope: 'base',
      filter: new PresenceFilter({ attribute: 'objectClass' }),
      attributes: ['tokenGroups'],
      explicitBufferAttributes: ['tokenGroups']
    })
  )
  return [searchEntries[0]?.['tokenGroups'] ?? []].flat().filter((sid) => Buffer.isBuffer(sid))
}

class EffectiveRights extends Control {
  private readonly as: string
  constructor(as: string) {
    super(EFFECTIVE_RIGHTS, { critical: true })
    this.as = as
  }
  override writeControl(writer: BerWriter): void {
    writer.writeBuffer(Buffer.from(`dn: ${this.as}`), 0x04)
  }
}

const ENTRY_RIGHTS: Readonly<Record<string, string>> = { a: 'add', d: 'delete', n: 'rename' }

async function toldByControl(visit: Visit, as: string, dn: string, ask: string[]): Promise<Rights | undefined> {
  const read = (client: Client) =>
    client.search(dn, { scope: 'base', filter: new PresenceFilter({ attribute: 'objectClass' }), attributes: ['*', ...ask] }, [
      new EffectiveRights(as)
    ])
  const found = await visit.ask(read).catch(onlyAnswers)
  const entry = found?.searchEntries[0] && readEntry(found.searchEntries[0])
  const told = entry?.first('attributeLevelRights')
  if (!entry || told === undefined) return undefined
  const pairs = told.split(/,\s*/).map((pair) => pair.split(':'))
  const alters = Object.entries(ENTRY_RIGHTS).flatMap(([letter, word]) => (letterIn(entry.first('entryLevelRights'), letter) ? [word] : []))
  return { how: 'told', writes: pairs.flatMap(([name = '', rights]) => (letterIn(rights, 'w') ? [name] : [])), unclear: [], alters }
}

const letterIn = (rights: string | undefined, letter: string): boolean =>
  rights !== undefined && rights !== 'none' && rights.includes(letter)

const NO_SUCH_VALUE = 16
const NO_RIGHT = 50
const WRONG_SYNTAX = 21
/** The attribute is unknown, or written by nobody but the server. */
const NOBODY = new Set([17, 19])

async function asked(visit: Visit, dn: string, ask: string[]): Promise<Rights> {
  const rights: Rights = { how: 'asked', writes: [], unclear: [], alters: [] }
  const few: string[] = []
  let impossible: Change | undefined
  const note = (name: string, code: number): void => {
    if (code === NO_SUCH_VALUE) rights.writes.push(name)
    else if (code !== NO_RIGHT && !NOBODY.has(code)) rights.unclear.push(name)
  }
  for (const name of ask) {
    const { code, change } = await deletionOf(visit, dn, absences(name))
    if (code === NO_SUCH_VALUE) impossible ??= change
    if (code === WRONG_SYNTAX) few.push(name)
    else note(name, code)
  }
  for (const name of few) note(name, (await deletionOf(visit, dn, impossible ? presences(name) : [], impossible)).code)
  return rights
}

/** Deletions of a value that is not there, one for each syntax that has more values than can be guessed. */
function absences(name: string): Change[] {
  const chance = randomBytes(16)
  return [
    chance.toString('hex'),
    '19700101000000Z',
    `cn=${chance.toString('hex')}`,
    `1.3.6.1.4.1.${chance.readUInt32BE()}.${chance.readUInt32BE(4)}`
  ].map((value) => absent(name, value))
}

/** Of a truth value or a small number any value may be there: deleting it is asked for together with what cannot be done, so that neither is. */
const presences = (name: string): Change[] => ['FALSE', '0'].map((value) => absent(name, value))

/** The answer to the first deletion of which the attribute's syntax takes the value. */
async function deletionOf(
  visit: Visit,
  dn: string,
  deletions: readonly Change[],
  and?: Change
): Promise<{ code: number; change?: Change }> {
  for (const change of deletions) {
    const code = await codeOf(visit, (client) => client.modify(dn, and ? [change, and] : [change]))
    if (code !== WRONG_SYNTAX) return { code, change }
  }
  return { code: WRONG_SYNTAX }
}

const change = (operation: 'delete' | 'replace', type: string, value: string): Change =>
  new Change({ operation, modification: new Attribute({ type, values: [value] }) })

const absent = (type: string, value: string): Change => change('delete', type, value)

async function codeOf(visit: Visit, question: (client: Client) => Promise<unknown>): Promise<number> {
  try {
    await visit.ask(question)
    return 0
  } catch (error) {
    if (isAnswer(error)) return error.code
    throw error
  }
}

function onlyAnswers(error: unknown): undefined {
  if (!isAnswer(error)) throw error
}

/** Whether the identity is shown somebody's password, hashed or not. */
export async function seesPassword(visit: Visit, store: StoreConfig, dn: string): Promise<boolean> {
  const { password } = writtenBy(store)
  const entry = await entryAt(visit, dn, [password], [password])
  return entry?.bytes(password) !== undefined
}

/**
 * Whether OpenLDAP's password policy counts for this identity; undefined where nothing tells. It is handed a password of one character
 * together with a deletion that cannot succeed, and a modify is done as a whole or not at all (RFC 4511 4.6): only who says no differs.
 */
export async function isHeldToPolicy(visit: Visit, dn: string): Promise<boolean | undefined> {
  const policy = new PasswordPolicyControl()
  const impossible = absent('description', randomBytes(16).toString('hex'))
  const code = await codeOf(visit, (client) => client.modify(dn, [impossible, change('replace', 'userPassword', 'x')], [policy]))
  if (policy.value?.error !== undefined || code === 19) return true
  return code === NO_SUCH_VALUE || code === NO_RIGHT ? false : undefined
}
