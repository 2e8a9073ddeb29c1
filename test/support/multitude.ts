// A slapd with as many people as wanted, filled offline: of every hundred, some lack what a reset needs.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCertificate } from '../../bin/sandbox/certificate.ts'
import { ended, freePorts, listening } from '../../bin/sandbox/directory/process.ts'
import type { BindIdentity } from '../../lambdas/adapters/ldap/index.ts'
import type { StoreConfig } from '../../lambdas/config.ts'

export interface Multitude {
  store: Pick<StoreConfig, 'id' | 'profile' | 'urls' | 'ca' | 'baseDn' | 'protectedGroups' | 'groups'>
  search: BindIdentity
  stop(): Promise<void>
}

const SUFFIX = 'dc=example,dc=com'
const PEOPLE = `ou=people,${SUFFIX}`
const GROUP = `cn=privileged,ou=groups,${SUFFIX}`
const search = { bindDn: `cn=search,${SUFFIX}`, password: 'the search identity of a multitude' }

const conf = (folder: string): string => `
${['core', 'cosine', 'inetorgperson'].map((name) => `include /etc/ldap/schema/${name}.schema`).join('\n')}
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload ppolicy
TLSCACertificateFile ${folder}/ca.pem
TLSCertificateFile ${folder}/cert.pem
TLSCertificateKeyFile ${folder}/key.pem
database mdb
suffix "${SUFFIX}"
rootdn "cn=root,${SUFFIX}"
directory ${folder}/db
maxsize 1073741824
index uid,mail,member eq,pres
overlay ppolicy
limits dn.exact="${search.bindDn}" size=unlimited size.prtotal=unlimited
access to attrs=userPassword by anonymous auth
access to * by dn.exact="${search.bindDn}" read
`

/** Of each hundred: 3 without mail, 2 with a mail address that is none, 2 who share one, 10 without a number, 5 with one that is none, 2 disabled. */
function person(at: number): string {
  const of = at % 100
  const own = of < 5 ? `user${at} at example.com` : of < 7 ? `shared${Math.floor(at / 100)}@example.com` : `user${at}@example.com`
  const number = of >= 85 ? '+12025550' : `+1202555${String(100 + of).padStart(4, '0')}`
  const lines = [
    `dn: uid=user${at},${PEOPLE}`,
    'objectClass: inetOrgPerson',
    `uid: user${at}`,
    `cn: User ${at}`,
    'givenName: User',
    `sn: Number ${at}`,
    ...(of < 3 ? [] : [`mail: ${own}`]),
    ...(of >= 90 ? [] : [`mobile: ${number}`]),
    `entryUUID: 00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    'pwdChangedTime: 20240101000000Z',
    ...(of === 50 || of === 51 ? ['pwdAccountLockedTime: 000001010000Z'] : [])
  ]
  return `${lines.join('\n')}\n\n`
}

async function fill(file: string, people: number): Promise<void> {
  const out = createWriteStream(file)
  out.write(`dn: ${SUFFIX}\nobjectClass: dcObject\nobjectClass: organization\ndc: example\no: Example\n\n`)
  for (const ou of ['people', 'groups']) out.write(`dn: ou=${ou},${SUFFIX}\nobjectClass: organizationalUnit\nou: ${ou}\n\n`)
  const classes = 'objectClass: organizationalRole\nobjectClass: simpleSecurityObject'
  out.write(`dn: ${search.bindDn}\n${classes}\ncn: search\nuserPassword: ${search.password}\n\n`)
  out.write(`dn: ${GROUP}\nobjectClass: groupOfNames\ncn: privileged\nmember: uid=user60,${PEOPLE}\n\n`)
  for (let at = 0; at < people; at += 1) if (!out.write(person(at))) await once(out, 'drain')
  out.end()
  await once(out, 'finish')
}

/** Takes about ten seconds for 100,000. */
export async function startMultitude(people: number): Promise<Multitude> {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-multitude-'))
  const file = (name: string): string => join(folder, name)
  let slapd: ChildProcess | undefined
  const stop = async (): Promise<void> => {
    if (slapd) await ended(slapd)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const { ca, cert, key } = await makeCertificate()
    for (const [name, pem] of Object.entries({ ca, cert, key })) writeFileSync(file(`${name}.pem`), pem, { mode: 0o600 })
    mkdirSync(file('db'))
    writeFileSync(file('slapd.conf'), conf(folder))
    await fill(file('people.ldif'), people)
    execFileSync('/usr/sbin/slapd', ['-T', 'add', '-q', '-f', file('slapd.conf'), '-l', file('people.ldif')], { stdio: 'pipe' })
    const [port] = await freePorts()
    const urls = [`ldaps://127.0.0.1:${port}`]
    slapd = spawn('/usr/sbin/slapd', ['-d', '0', '-f', file('slapd.conf'), '-h', String(urls)], { stdio: 'ignore' })
    await listening('slapd', slapd, port, 30_000)
    return {
      store: { id: 'multitude', profile: 'openldap', urls, ca, baseDn: PEOPLE, groups: 'search', protectedGroups: [GROUP] },
      search,
      stop
    }
  } catch (error) {
    await stop()
    throw error
  }
}
