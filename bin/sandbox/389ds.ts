// A real 389 Directory Server with the demo people, from Debian's package: an instance of its own, filled from the package's own
// template, in a folder that goes away with it. Debian's `dscreate` wants systemd, and its container entry wants /data.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { BindIdentity } from '../../lambdas/adapters/ldap/index.ts'
import { makeCertificate } from './certificate.ts'
import { ended, freePorts, listening } from './directory/process.ts'
import { createSuffix, refillSuffix, setSuffixPolicy } from './directory/suffix.ts'
import type { PasswordPolicy } from './directory/tree.ts'
import { working } from './directory/working.ts'
import { type DirectoryServer, describeDirectory } from './directory.ts'
import { LOOPBACK } from './loopback.ts'
import { SUFFIX } from './people.ts'

/** The server can also be put back to how it started, and tells its administrator: for tests. */
export interface Ds389Server extends DirectoryServer {
  /** ldap://127.0.0.1:PORT, for StartTLS. */
  plainUrl: string
  administrator: BindIdentity
  /** The demo people as they were, under this password policy. */
  restore(policy?: PasswordPolicy): Promise<void>
}

const SLAPD = '/usr/sbin/ns-slapd'
const TEMPLATES = '/usr/share/dirsrv/data'
const SCHEMAS = '/usr/share/dirsrv/schema'
const SETTINGS = '/etc/dirsrv/config'
const READY_MS = 30_000
const ROOT_DN = 'cn=Directory Manager'

const run = promisify(execFile)

/** Whether this machine has what it takes. */
export const has389ds = (): boolean => [SLAPD, TEMPLATES, '/usr/bin/certutil', '/usr/bin/openssl'].every((path) => existsSync(path))

/** Starts ns-slapd with the demo people; takes a few seconds. */
export async function start389ds(policy: PasswordPolicy = {}): Promise<Ds389Server> {
  if (!has389ds()) throw new Error('there is no 389 Directory Server here: sh scripts/install-servers, or apt-get install 389-ds-base')
  const folder = await mkdtemp(join(tmpdir(), 'rekey-389ds-'))
  const administrator = { bindDn: ROOT_DN, password: randomBytes(16).toString('hex') }
  let slapd: ChildProcess | undefined
  // A process that ends without stopping its directory leaves nothing behind either.
  const abandon = (): void => {
    slapd?.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', abandon)
  const stop = async (): Promise<void> => {
    process.off('exit', abandon)
    if (slapd) await ended(slapd, 10_000)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const [plainPort, tlsPort] = await freePorts()
    const ca = await prepare(folder, { administrator, plainPort, tlsPort })
    slapd = spawn(SLAPD, ['-D', join(folder, 'config'), '-d', '0'], { stdio: 'ignore' })
    await listening('ns-slapd', slapd, tlsPort, READY_MS)
    const described = describeDirectory({ kind: '389ds', port: tlsPort, ca, profile: '389ds' })
    const restore = (rules: PasswordPolicy = {}): Promise<void> =>
      working(described, administrator, async (client) => {
        await setSuffixPolicy(client, {})
        await refillSuffix(client, described)
        await setSuffixPolicy(client, rules)
      })
    await working(described, administrator, createSuffix)
    await restore(policy)
    return { ...described, plainUrl: `ldap://${LOOPBACK}:${plainPort}`, administrator, restore, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

interface Instance {
  administrator: BindIdentity
  plainPort: number
  tlsPort: number
}

/** Configuration, schema and certificate of a new instance; gives the PEM of its authority. */
async function prepare(folder: string, instance: Instance): Promise<string> {
  const certificate = await makeCertificate()
  const config = join(folder, 'config')
  for (const name of ['db', 'run', 'log', 'config']) await mkdir(join(folder, name))
  await cp(SCHEMAS, join(config, 'schema'), { recursive: true })
  for (const name of ['slapd-collations.conf', 'certmap.conf']) await cp(join(SETTINGS, name), join(config, name))
  await writeFile(join(config, 'dse.ldif'), await configuration(folder, instance), { mode: 0o600 })
  for (const [name, pem] of Object.entries(certificate)) await writeFile(join(folder, `${name}.pem`), pem, { mode: 0o600 })
  const [pair, database] = [join(folder, 'pair.p12'), ['-d', `sql:${config}`]]
  const [cert, key] = ['cert', 'key'].map((name) => join(folder, `${name}.pem`))
  await run('certutil', ['-N', '--empty-password', ...database])
  await run('certutil', ['-A', '-n', 'authority', '-t', 'CT,,', '-i', join(folder, 'ca.pem'), ...database])
  await run('openssl', [
    'pkcs12',
    '-export',
    '-name',
    'Server-Cert',
    '-in',
    `${cert}`,
    '-inkey',
    `${key}`,
    '-out',
    pair,
    '-passout',
    'pass:'
  ])
  await run('pk12util', ['-i', pair, '-W', '', '-K', '', ...database])
  return certificate.ca
}

const SETTINGS_OF_OURS = ({ plainPort, tlsPort }: Instance): string => `
nsslapd-port: ${plainPort}
nsslapd-listenhost: ${LOOPBACK}
nsslapd-security: on
nsslapd-secureport: ${tlsPort}
nsslapd-securelistenhost: ${LOOPBACK}
nsslapd-require-secure-binds: on
nsslapd-allow-anonymous-access: rootdse
nsslapd-errorlog-logging-enabled: on
nsslapd-accesslog-logging-enabled: off
passwordStorageScheme: SSHA512
passwordTrackUpdateTime: on
passwordLockout: on
passwordMaxFailure: 5
passwordLockoutDuration: 1800
passwordResetFailureCount: 1800`

/** dse.ldif from the package's templates. */
async function configuration(folder: string, instance: Instance): Promise<string> {
  const read = (name: string): Promise<string> => readFile(join(TEMPLATES, name), 'utf8')
  const templates = `${await read('template-dse.ldif')}\n${await read('template-suffix-db.ldif')}`
  const values: Readonly<Record<string, string>> = {
    schema_dir: `${folder}/config/schema`,
    config_dir: `${folder}/config`,
    cert_dir: `${folder}/config`,
    db_dir: `${folder}/db`,
    db_home_dir: `${folder}/db`,
    db_lib: 'bdb',
    log_dir: `${folder}/log`,
    rootdn: ROOT_DN,
    ds_passwd: hashed(instance.administrator.password),
    ds_user: 'root',
    ds_suffix: SUFFIX,
    ds_bename: 'userRoot',
    fqdn: 'localhost',
    ldapi: `${folder}/run/ldapi`,
    ldapi_enabled: 'off',
    ldapi_autobind: 'off'
  }
  return templates
    .replace(/^#.*\n/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^nsslapd-port:.*\n/m, '')
    .replace(/%(\w+)%/g, (_, name: string) => values[name] ?? `${folder}/run`)
    .replace(/^cn: config$/m, `cn: config${SETTINGS_OF_OURS(instance)}`)
    .replace(/(cn: MemberOf Plugin(?:\n.+)*\nnsslapd-pluginenabled:) off/, '$1 on')
}

/** The administrator's password is taken hashed only. */
function hashed(password: string): string {
  const salt = randomBytes(8)
  return `{SSHA512}${Buffer.concat([createHash('sha512').update(password).update(salt).digest(), salt]).toString('base64')}`
}
