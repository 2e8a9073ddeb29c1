// The sandbox's directory: an LDAP server in this process, over LDAPS, with the demo people in memory.
import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:tls'
import type { BindIdentity } from '../../lambdas/adapters/ldap/index.ts'
import type { StoreConfig } from '../../lambdas/config.ts'
import { makeCertificate } from './certificate.ts'
import { DIALECTS } from './directory/dialect.ts'
import { createTree, type PasswordPolicy, type Tree } from './directory/tree.ts'
import { type Directory, serveLdap } from './directory/wire.ts'
import { LOOPBACK, PortTaken } from './loopback.ts'
import { type DemoPerson, IDENTITIES, PEOPLE, PEOPLE_DN, PRIVILEGED_DN } from './people.ts'

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
  kind: 'embedded' | 'openldap' | 'samba' | '389ds'
  /** ldaps://127.0.0.1:PORT */
  url: string
  /** PEM of the authority that signed its certificate. */
  ca: string
  baseDn: string
  search: BindIdentity
  reset: BindIdentity
  status: BindIdentity
  users: DirectoryUser[]
  /** Ready to be the variable STORES. */
  stores: StoreConfig[]
  stop(): Promise<void>
}

export interface Description {
  kind: DirectoryServer['kind']
  /** Of LDAPS. */
  port: number
  ca: string
  profile?: StoreConfig['profile']
  /** Where a person is in this kind of directory. */
  dnOf?: (who: DemoPerson) => string
}

/** What is the same for every server that holds the demo people. */
export function describeDirectory({
  kind,
  port,
  ca,
  profile = 'openldap',
  dnOf = ({ dn }) => dn
}: Description): Omit<DirectoryServer, 'stop'> {
  const url = `ldaps://${LOOPBACK}:${port}`
  return {
    kind,
    url,
    ca,
    baseDn: PEOPLE_DN,
    search: { ...IDENTITIES.search },
    reset: { ...IDENTITIES.reset },
    status: { ...IDENTITIES.status },
    users: PEOPLE.map((who) => ({
      username: who.username,
      dn: dnOf(who),
      password: who.password,
      ...(who.mail ? { mail: who.mail } : {}),
      ...(who.mobile ? { mobile: who.mobile } : {})
    })),
    stores: [
      {
        id: 'people',
        profile,
        urls: [url],
        startTls: false,
        ca,
        baseDn: PEOPLE_DN,
        attributes: {},
        protectedGroups: [PRIVILEGED_DN],
        protectedBases: [],
        schema: 'native',
        stateClasses: [],
        stateAttributes: {},
        dummyDn: IDENTITIES.nobody.bindDn,
        domains: ['example.com'],
        prefixes: []
      }
    ]
  }
}

export interface EmbeddedOptions {
  /** Absent or 0: a free one. */
  port?: number
  now: () => number
  policy?: PasswordPolicy
  /** Speaks like another product, for the profile of that name. */
  like?: keyof typeof DIALECTS
  /** Hears of each operation before it is done. */
  onOperation?: (operation: keyof Directory, as: string) => void
}

/** The embedded server also lets its entries be changed as an administrator would. */
export interface EmbeddedDirectory extends DirectoryServer {
  tree: Pick<Tree, 'add' | 'put' | 'rename' | 'remove'>
}

/** The same directory, telling of each operation before it is done. */
function heard(tree: Directory, tell: NonNullable<EmbeddedOptions['onOperation']>): Directory {
  const telling =
    <A extends unknown[], R>(operation: keyof Directory, done: (as: string, ...more: A) => R) =>
    (as: string, ...more: A): R => {
      tell(operation, as)
      return done(as, ...more)
    }
  return {
    bind: telling('bind', tree.bind),
    search: telling('search', tree.search),
    modify: telling('modify', tree.modify),
    setPassword: telling('setPassword', tree.setPassword)
  }
}

/** Starts the in-process directory. */
export async function startEmbeddedDirectory({
  port = 0,
  now,
  policy,
  like,
  onOperation = () => {}
}: EmbeddedOptions): Promise<EmbeddedDirectory> {
  const { ca, cert, key } = await makeCertificate()
  const tree = createTree(now, policy, like && DIALECTS[like])
  const sockets = new Set<Socket>()
  const server = createServer({ cert, key, minVersion: 'TLSv1.2', noDelay: true }, (socket) => serveLdap(socket, heard(tree, onOperation)))
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  // A client that trusts another authority is that client's business.
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new PortTaken(port, error) : error))
    server.listen(port, LOOPBACK, resolve)
  })
  return {
    ...describeDirectory({ kind: 'embedded', port: (server.address() as AddressInfo).port, ca, profile: like ?? 'openldap' }),
    tree,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      })
  }
}
