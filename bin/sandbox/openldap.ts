// A real OpenLDAP with the demo people, from Debian's package: its own configuration and database in a folder that goes away
// with it, ports of its own on loopback. Nothing of an installed directory is touched.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { BindIdentity } from '../../lambdas/adapters/ldap/index.ts'
import type { StoreConfig } from '../../lambdas/config.ts'
import { makeCertificate } from './certificate.ts'
import { ended, freePorts, listening } from './directory/process.ts'
import type { PasswordPolicy } from './directory/tree.ts'
import { type DirectoryServer, describeDirectory } from './directory.ts'
import { LOOPBACK } from './loopback.ts'
import { ENTRIES, IDENTITIES, PEOPLE_DN, SUFFIX } from './people.ts'

export interface OpenLdapOptions {
  /** Of LDAPS; absent or 0: a free one. */
  port?: number
  policy?: PasswordPolicy
  /** What an installation adds: a schema's file, access rules before ours, and what the store says of it. */
  extension?: { schema: string; access: string; store: Partial<StoreConfig> }
  /** Further entries, as LDIF: a crowd. */
  entries?: string
}

/** The server also tells how to reach it with StartTLS, and as its administrator, for tests. */
export interface OpenLdapServer extends DirectoryServer {
  /** ldap://127.0.0.1:PORT, for StartTLS. */
  plainUrl: string
  administrator: BindIdentity
}

const SLAPD = '/usr/sbin/slapd'
const MODULES = '/usr/lib/ldap'
const SCHEMAS = '/etc/ldap/schema'
const READY_MS = 10_000

/** Whether this machine has a slapd. */
export const hasOpenLdap = (): boolean => existsSync(SLAPD)

/** Starts slapd with the demo people. */
export async function startOpenLdap({ port = 0, policy = {}, extension, entries = '' }: OpenLdapOptions = {}): Promise<OpenLdapServer> {
  if (!hasOpenLdap()) throw new Error('there is no slapd here: sh scripts/install-servers, or apt-get install slapd ldap-utils')
  const [folder, certificate] = await Promise.all([mkdtemp(join(tmpdir(), 'rekey-openldap-')), makeCertificate()])
  const administrator = { bindDn: `cn=administrator,${SUFFIX}`, password: randomBytes(16).toString('hex') }
  await mkdir(join(folder, 'db'))
  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text, { mode: 0o600 })
    return join(folder, name)
  }
  await file('ca.pem', certificate.ca)
  await file('cert.pem', certificate.cert)
  await file('key.pem', certificate.key)
  const configuration = await file('slapd.conf', slapdConf(folder, administrator, extension))
  let running: Running | undefined
  // A process that ends without stopping its directory leaves nothing behind either.
  const abandon = (): void => {
    running?.slapd.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', abandon)
  const stop = async (): Promise<void> => {
    process.off('exit', abandon)
    if (running) await ended(running.slapd)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const people = await file('people.ldif', `${ldif(policy)}\n${entries}`)
    await promisify(execFile)(SLAPD, ['-T', 'add', '-q', '-f', configuration, '-l', people])
    running = await launch(configuration, port)
  } catch (error) {
    await stop()
    throw error
  }
  const { tlsPort, plainPort } = running
  const described = describeDirectory({ kind: 'openldap', port: tlsPort, ca: certificate.ca })
  return {
    ...described,
    stores: described.stores.map((store) => ({ ...store, ...extension?.store })),
    plainUrl: `ldap://${LOOPBACK}:${plainPort}`,
    administrator,
    stop
  }
}

interface Running {
  slapd: ChildProcess
  tlsPort: number
  plainPort: number
}

/** A port that was free a moment ago can be taken now: then others are tried. */
async function launch(configuration: string, port: number, tries = 3): Promise<Running> {
  const [plainPort, free] = await freePorts()
  const tlsPort = port || free
  const urls = `ldap://${LOOPBACK}:${plainPort} ldaps://${LOOPBACK}:${tlsPort}`
  const slapd = spawn(SLAPD, ['-d', '0', '-f', configuration, '-h', urls], { stdio: 'ignore' })
  try {
    await listening('slapd', slapd, tlsPort, READY_MS)
    return { slapd, tlsPort, plainPort }
  } catch (error) {
    await ended(slapd)
    if (port !== 0 || tries === 1) throw error
    return launch(configuration, port, tries - 1)
  }
}

/** What Rekey reads, and no more: the rules are those of docs/directories.md. */
const READABLE = [
  ...['entry', 'children', 'objectClass', 'uid', 'cn', 'sn', 'givenName', 'mail', 'mobile', 'member', 'uniqueMember', 'memberOf'],
  ...['entryUUID', 'pwdChangedTime', 'pwdAccountLockedTime', 'pwdStartTime', 'pwdEndTime', 'pwdReset', 'pwdLastSuccess']
]

const slapdConf = (folder: string, administrator: BindIdentity, extension: OpenLdapOptions['extension']): string => `
${['core', 'cosine', 'inetorgperson'].map((name) => `include ${SCHEMAS}/${name}.schema`).join('\n')}
${extension ? `include ${extension.schema}` : ''}
modulepath ${MODULES}
${['back_mdb', 'ppolicy', 'memberof'].map((name) => `moduleload ${name}`).join('\n')}
TLSCACertificateFile ${folder}/ca.pem
TLSCertificateFile ${folder}/cert.pem
TLSCertificateKeyFile ${folder}/key.pem
TLSProtocolMin 3.3
disallow bind_anon
# No bind, and nothing else, outside TLS.
security ssf=128

database mdb
suffix "${SUFFIX}"
rootdn "${administrator.bindDn}"
rootpw ${administrator.password}
directory ${folder}/db
maxsize 268435456
dbnosync
# Everybody, page by page: without, nobody sees more than 500.
limits dn.exact="${IDENTITIES.search.bindDn}" size.soft=500 size.hard=500 size.prtotal=unlimited
limits dn.exact="${IDENTITIES.status.bindDn}" size.soft=500 size.hard=500 size.prtotal=unlimited
index objectClass,uid,mail,entryUUID,member,uniqueMember eq
lastbind on

overlay memberof
overlay ppolicy
ppolicy_default "cn=people,ou=policies,${SUFFIX}"
ppolicy_hash_cleartext

${extension?.access ?? ''}
# Write without read, and never manage: with manage the password policy is skipped.
access to dn.subtree="${PEOPLE_DN}" attrs=userPassword
  by dn.exact="${IDENTITIES.reset.bindDn}" =w
  by self =xw
  by anonymous auth
  by * none
access to attrs=userPassword
  by anonymous auth
  by * none
access to dn.subtree="${PEOPLE_DN}" attrs=pwdAccountLockedTime,pwdReset
  by dn.exact="${IDENTITIES.status.bindDn}" write
  by dn.exact="${IDENTITIES.search.bindDn}" read
  by dn.exact="${IDENTITIES.reset.bindDn}" read
  by * none
access to dn.subtree="${SUFFIX}" attrs=${READABLE.join(',')}
  by dn.exact="${IDENTITIES.search.bindDn}" read
  by dn.exact="${IDENTITIES.reset.bindDn}" read
  by dn.exact="${IDENTITIES.status.bindDn}" read
  by * none
`

const IDENTITY_POLICY = `cn=identities,ou=policies,${SUFFIX}`

/** The fixture for slapadd, which runs no overlay: operational attributes and hashes are written out. */
function ldif({ pwdMinLength, pwdInHistory, pwdMinAge }: PasswordPolicy): string {
  const people = ENTRIES.map(({ dn, attributes, password }) => {
    const isIdentity = attributes['objectClass']?.includes('simpleSecurityObject')
    return record(dn, {
      ...attributes,
      ...(password === undefined ? {} : { userPassword: [ssha(password)] }),
      ...(isIdentity ? { pwdPolicySubentry: [IDENTITY_POLICY] } : {})
    })
  })
  const policy = (cn: string, rules: Record<string, string | number | undefined>): string =>
    record(`cn=${cn},ou=policies,${SUFFIX}`, {
      objectClass: ['organizationalRole', 'pwdPolicy'],
      cn: [cn],
      pwdAttribute: ['userPassword'],
      ...Object.fromEntries(Object.entries(rules).map(([name, value]) => [name, value === undefined ? [] : [String(value)]]))
    })
  return [
    ...people,
    record(`ou=policies,${SUFFIX}`, { objectClass: ['organizationalUnit'], ou: ['policies'] }),
    policy('people', { pwdLockout: 'TRUE', pwdMaxFailure: 5, pwdCheckQuality: 2, pwdMinLength, pwdInHistory, pwdMinAge }),
    // Nobody shall lock our own identities by guessing.
    policy('identities', { pwdLockout: 'FALSE' })
  ].join('\n')
}

const base64 = (text: string): string => Buffer.from(text).toString('base64')

const record = (dn: string, attributes: Readonly<Record<string, readonly string[]>>): string =>
  [
    `dn:: ${base64(dn)}`,
    ...Object.entries(attributes).flatMap(([name, values]) => values.map((value) => `${name}:: ${base64(value)}`)),
    ''
  ].join('\n')

function ssha(password: string): string {
  const salt = randomBytes(8)
  const hash = createHash('sha1').update(password).update(salt).digest()
  return `{SSHA}${Buffer.concat([hash, salt]).toString('base64')}`
}
