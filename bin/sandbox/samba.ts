// A real Active Directory with the demo people: Samba as its domain controller, from Debian's packages, provisioned into a folder
// that goes away with it. It listens on 389, 636 and 3268 of loopback, which cannot be changed: one at a time, and as root.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { BindIdentity } from '../../lambdas/adapters/ldap/index.ts'
import { makeCertificate } from './certificate.ts'
import { createBranches, dnInDomain, refillDomain, setDomainPolicy, type Versions } from './directory/domain.ts'
import { answers, ended, listening } from './directory/process.ts'
import type { PasswordPolicy } from './directory/tree.ts'
import { working } from './directory/working.ts'
import { type DirectoryServer, describeDirectory } from './directory.ts'
import { LOOPBACK, PortTaken } from './loopback.ts'
import { PEOPLE_DN, SUFFIX } from './people.ts'

/** The server can also be put back to how it started, and tells its administrator: for tests. */
export interface SambaServer extends DirectoryServer {
  administrator: BindIdentity
  /** The demo people as they were, under this password policy. */
  restore(policy?: PasswordPolicy): Promise<void>
}

const SAMBA = '/usr/sbin/samba'
const TOOL = '/usr/bin/samba-tool'
const PORTS = [389, 636, 3268]
const TLS_PORT = 636
const READY_MS = 60_000

const run = promisify(execFile)

/** Whether this machine can run one: its packages are there, and who asks may use its ports. */
export const hasSamba = (): boolean =>
  [SAMBA, TOOL, '/usr/share/samba/setup/provision.ldif'].every((path) => existsSync(path)) && process.getuid?.() === 0

/** Provisions a domain and starts its controller; takes ten seconds and more. */
export async function startSamba(policy: PasswordPolicy = {}): Promise<SambaServer> {
  if (!hasSamba()) throw new Error('a Samba domain controller needs root and its packages: sh scripts/install-servers')
  for (const port of PORTS) if (await answers(port)) throw new PortTaken(port, undefined)
  const folder = await mkdtemp(join(tmpdir(), 'rekey-samba-'))
  const administrator = { bindDn: `cn=Administrator,cn=Users,${SUFFIX}`, password: `${randomBytes(16).toString('hex')}-Aa1` }
  let samba: ChildProcess | undefined
  // A process that ends without stopping its directory leaves nothing behind either.
  const abandon = (): void => {
    samba?.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', abandon)
  const stop = async (): Promise<void> => {
    process.off('exit', abandon)
    if (samba) await ended(samba)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const configuration = await provision(folder, administrator.password)
    const certificate = await makeCertificate()
    for (const [name, pem] of Object.entries(certificate)) await writeFile(join(folder, `${name}.pem`), pem, { mode: 0o600 })
    samba = spawn(SAMBA, [`--configfile=${configuration}`, '-F', '-M', 'single', '--no-process-group'], { stdio: 'ignore' })
    await listening('samba', samba, TLS_PORT, READY_MS)
    const described = describeDirectory({
      kind: 'samba',
      port: TLS_PORT,
      ca: certificate.ca,
      profile: 'active-directory',
      dnOf: dnInDomain
    })
    let people: Versions = new Map()
    const restore = (rules: PasswordPolicy = {}): Promise<void> =>
      working(described, administrator, async (client) => {
        await setDomainPolicy(client, {})
        people = await refillDomain(client, described, people)
        await setDomainPolicy(client, rules)
      })
    await working(described, administrator, createBranches)
    await delegate(folder, configuration)
    await restore(policy)
    return { ...described, administrator, restore, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The files of the domain, and the configuration of a controller that does nothing but LDAP. */
async function provision(folder: string, adminpass: string): Promise<string> {
  const names = ['--realm=EXAMPLE.COM', '--domain=EXAMPLE', '--host-name=dc1', `--host-ip=${LOOPBACK}`]
  const kind = ['--server-role=dc', '--dns-backend=NONE', `--adminpass=${adminpass}`, `--targetdir=${folder}`]
  await run(TOOL, ['domain', 'provision', ...names, ...kind])
  for (const name of ['pid', 'ncalrpc', 'lock', 'cache']) await mkdir(join(folder, name), { recursive: true })
  const configuration = join(folder, 'smb.conf')
  await writeFile(configuration, smbConf(folder))
  return configuration
}

// Without a certificate of ours it would make an RSA key of 4096 bits, which takes ten seconds.
const smbConf = (folder: string): string => `[global]
workgroup = EXAMPLE
realm = EXAMPLE.COM
netbios name = DC1
server role = active directory domain controller
server services = ldap
interfaces = ${LOOPBACK}
bind interfaces only = yes
private dir = ${folder}/private
state directory = ${folder}/state
cache directory = ${folder}/cache
lock directory = ${folder}/lock
pid directory = ${folder}/pid
ncalrpc dir = ${folder}/ncalrpc
binddns dir = ${folder}/bind-dns
log file = ${folder}/log
tls keyfile = ${folder}/key.pem
tls certfile = ${folder}/cert.pem
tls cafile = ${folder}/ca.pem
tls dh params file =
`

const USER_CLASS = 'bf967aba-0de6-11d0-a285-00aa003049e2'

const RESET_PASSWORD = 'CR;00299570-246d-11d0-a768-00aa006e0529'
const WRITE_LOCKOUT_TIME = 'WP;28630ebf-41d5-11d1-a9c1-0000f80367c1'
const WRITE_PWD_LAST_SET = 'WP;bf967a0a-0de6-11d0-a285-00aa003049e2'
const WRITE_USER_ACCOUNT_CONTROL = 'WP;bf967a68-0de6-11d0-a285-00aa003049e2'

/** What our identities may do to people, and to nobody else. As in docs/directories.md. */
const RIGHTS = {
  reset: [RESET_PASSWORD, WRITE_LOCKOUT_TIME, WRITE_PWD_LAST_SET],
  status: [WRITE_USER_ACCOUNT_CONTROL, WRITE_LOCKOUT_TIME, WRITE_PWD_LAST_SET]
} as const

/** Grants the rights on the people's branch, as an administrator would on the controller itself. */
async function delegate(folder: string, configuration: string): Promise<void> {
  const database = [`--URL=${folder}/private/sam.ldb`, `--configfile=${configuration}`]
  for (const [name, rights] of Object.entries(RIGHTS)) {
    const { stdout } = await run(TOOL, ['user', 'show', `rekey-${name}`, '--attributes=objectSid', ...database])
    const sid = stdout.match(/^objectSid: (S-[\d-]+)$/m)?.[1]
    if (!sid) throw new Error(`no SID of rekey-${name}: ${stdout}`)
    const sddl = rights.map((right) => `(OA;CIIO;${right};${USER_CLASS};${sid})`).join('')
    await run(TOOL, ['dsacl', 'set', `--objectdn=${PEOPLE_DN}`, `--sddl=${sddl}`, ...database])
  }
}
