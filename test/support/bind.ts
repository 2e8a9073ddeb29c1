// What the directory itself says of a password, over the wire.
import { Attribute, Change, Client, InvalidCredentialsError } from 'ldapts'
import type { Sandbox } from '../../bin/sandbox/start.ts'

const userOf = (sandbox: Sandbox, username: string) => {
  const user = sandbox.info.directory.users.find((one) => one.username === username)
  if (!user) throw new Error(`there is no ${username}`)
  return user
}

const clientOf = ({ directory }: Sandbox): Client => new Client({ url: directory.url, tlsOptions: { ca: [directory.ca] } })

/** Whether a password opens an entry. */
export async function binds(sandbox: Sandbox, username: string, password: string): Promise<boolean> {
  const client = clientOf(sandbox)
  try {
    await client.bind(userOf(sandbox, username).dn, password)
    return true
  } catch (error) {
    if (error instanceof InvalidCredentialsError) return false
    throw error
  } finally {
    await client.unbind()
  }
}

/** The password that a demo person begins with. */
export const firstPassword = (sandbox: Sandbox, username: string): string => userOf(sandbox, username).password

/** A change that Rekey has no part in. */
export async function changeElsewhere(sandbox: Sandbox, username: string, password: string): Promise<void> {
  const client = clientOf(sandbox)
  const { bindDn, password: secret } = sandbox.directory.reset
  await client.bind(bindDn, secret)
  await client.modify(userOf(sandbox, username).dn, [
    new Change({ operation: 'replace', modification: new Attribute({ type: 'userPassword', values: [password] }) })
  ])
  await client.unbind()
}
