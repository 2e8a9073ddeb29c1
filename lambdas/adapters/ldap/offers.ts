import { type Client, PresenceFilter } from 'ldapts'

/** Asked once per connection: the next one may end at another server. */
const known = new WeakMap<Client, Promise<ReadonlySet<string>>>()

/** Whether the server lists a control (RFC 4512 5.1). */
export async function offers(client: Client, control: string): Promise<boolean> {
  const asked = known.get(client) ?? ask(client)
  known.set(client, asked)
  return (await asked).has(control)
}

async function ask(client: Client): Promise<ReadonlySet<string>> {
  const filter = new PresenceFilter({ attribute: 'objectClass' })
  const { searchEntries } = await client.search('', { scope: 'base', filter, attributes: ['supportedControl'] })
  return new Set([searchEntries[0]?.['supportedControl'] ?? []].flat().map(String))
}
