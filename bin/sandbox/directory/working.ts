import { Client } from 'ldapts'
import type { BindIdentity } from '../../../lambdas/adapters/ldap/index.ts'

/** How a directory is reached from outside. */
export interface Address {
  url: string
  ca: string
}

/** Works in a directory as somebody. */
export async function working<T>(
  { url, ca }: Address,
  { bindDn, password }: BindIdentity,
  work: (client: Client) => Promise<T>
): Promise<T> {
  const client = new Client({ url, tlsOptions: { ca }, timeout: 10_000, connectTimeout: 3000 })
  try {
    await client.bind(bindDn, password)
    return await work(client)
  } finally {
    await client.unbind().catch(() => {})
  }
}

/** After so many wrong logins in a row every directory of the sandbox locks a person. */
export const FAILURES_THAT_LOCK = 5

/** Locks a person as a stranger would. */
export async function lockByWrongLogins(address: Address, bindDn: string): Promise<void> {
  for (let failure = 0; failure < FAILURES_THAT_LOCK; failure += 1)
    await working(address, { bindDn, password: 'not the password' }, async () => {}).catch(() => {})
}

/** Removes what lies directly below a branch. */
export async function empty(client: Client, base: string): Promise<void> {
  const { searchEntries } = await client.search(base, { scope: 'one', filter: '(objectClass=*)', attributes: ['1.1'] })
  for (const { dn } of searchEntries) await client.del(dn)
}
