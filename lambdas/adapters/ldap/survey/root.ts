// What a server says of itself: its root DSE (RFC 4512 5.1), and its clock where it shows one.
import { type Client, PresenceFilter } from 'ldapts'
import { type Entry, readEntry, timeOf } from '../entry.ts'
import { isAnswer } from '../faults.ts'
import type { Visit } from './visit.ts'

export interface Root {
  controls: ReadonlySet<string>
  extensions: ReadonlySet<string>
  /** Who made it, where it tells. */
  product: string
  /** Epoch milliseconds; absent where it shows no clock to this identity. */
  clock?: number
}

const ANYTHING = new PresenceFilter({ attribute: 'objectClass' })

/** One entry by its name; undefined where it is not there for us. */
export async function entryAt(visit: Visit, dn: string, attributes: string[], bytes: string[] = []): Promise<Entry | undefined> {
  const read = (client: Client) => client.search(dn, { scope: 'base', filter: ANYTHING, attributes, explicitBufferAttributes: bytes })
  try {
    const { searchEntries } = await visit.ask(read)
    return searchEntries[0] && readEntry(searchEntries[0])
  } catch (error) {
    if (isAnswer(error)) return undefined
    throw error
  }
}

/** The root DSE; undefined where the server hides it. */
export async function rootOf(visit: Visit): Promise<Root | undefined> {
  const root = await entryAt(visit, '', ['supportedControl', 'supportedExtension', 'vendorName', 'vendorVersion', 'currentTime'])
  if (!root || root.values('supportedControl').length + root.values('supportedExtension').length === 0) return undefined
  const clock = timeOf(root.first('currentTime')) ?? (await monitored(visit))
  return {
    controls: new Set(root.values('supportedControl')),
    extensions: new Set(root.values('supportedExtension')),
    product: [root.first('vendorName'), root.first('vendorVersion')].filter(Boolean).join(' '),
    ...(clock === undefined ? {} : { clock })
  }
}

/** 389 Directory Server shows its clock to everybody, OpenLDAP to who may read its monitor database. */
async function monitored(visit: Visit): Promise<number | undefined> {
  const [monitor, time] = [
    await entryAt(visit, 'cn=monitor', ['currenttime']),
    await entryAt(visit, 'cn=Current,cn=Time,cn=Monitor', ['monitorTimestamp'])
  ]
  return timeOf(monitor?.first('currenttime')) ?? timeOf(time?.first('monitorTimestamp'))
}
