// The sandbox's directory: what a running one offers, whichever server it is.
import type { BindIdentity } from '../../lambdas/adapters/ldap/index.ts'
import type { StoreConfig } from '../../lambdas/config.ts'

/** A demo person, as shown on the sandbox's page. */
export interface DirectoryUser {
  username: string
  dn: string
  password: string
  mail?: string
  mobile?: string
}

/** A running directory with the demo people, on loopback. */
export interface DirectoryServer {
  kind: 'embedded' | 'openldap'
  /** ldaps://127.0.0.1:PORT */
  url: string
  /** PEM of the authority that signed its certificate. */
  ca: string
  baseDn: string
  search: BindIdentity
  reset: BindIdentity
  users: DirectoryUser[]
  /** Ready to be the variable STORES. */
  stores: StoreConfig[]
  stop(): Promise<void>
}

/** Starts the in-process directory; `port` absent or 0 takes a free one. */
export function startEmbeddedDirectory(_options: { port?: number; now: () => number }): Promise<DirectoryServer> {
  throw new Error('not yet')
}
