// Builds AWS's own runtime interface client, the program that runs a handler inside Lambda, for tests and benches. Its installation
// compiles C++ for a minute: so it is no dependency but packed into an ignored folder, and built there once.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

interface Packed {
  name: string
  version: string
  sha512: string
}

const CLIENT: Packed = {
  name: 'aws-lambda-ric',
  version: '4.0.2',
  sha512: 'FE5Vskx7mYNnqAnWWJXUOsLp2VGgdsJsCoRLFTa8L4Yk0QVtArqR8q58yPA++QC1a73ZWJXBQ2AH31nIAv7NOQ=='
}
/** C++ headers over Node's, which the client is compiled with. */
const HEADERS: Packed = {
  name: 'node-addon-api',
  version: '8.9.2',
  sha512: 'VijLXbi3UACN69I0JVXJsX4tjACjNoQDgv2gTF6sx2wWEi8tkSg2eX8p5gSIFi8z2+DL3oHmY6OyKce38SDolg=='
}

const CACHE = join(import.meta.dirname, '..', '.cache')
const HOME = join(CACHE, `${CLIENT.name}-${CLIENT.version}-${process.arch}`)
const PROGRAM = join(HOME, 'index.mjs')

/** What is needed besides Node, and the Debian packages that bring it. */
const TOOLS = { cmake: 'cmake', 'g++': 'g++', make: 'make', tar: 'tar', xz: 'xz-utils' } as const

const run = promisify(execFile)
const has = (program: string): boolean => (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, program)))
const missing = (): string[] => Object.entries(TOOLS).flatMap(([program, debian]) => (has(program) ? [] : [debian]))
const mayInstall = (): boolean => process.getuid?.() === 0 && has('apt-get')

/** Whether this machine can run the client: it is built for Linux only. */
export const canRunClient = (): boolean => existsSync(PROGRAM) || (process.platform === 'linux' && (missing().length === 0 || mayInstall()))

/** The client's program, to be run by Node with a handler's name; built at first, whole or not at all. */
export async function runtimeClient(): Promise<string> {
  if (existsSync(PROGRAM)) return PROGRAM
  await installTools()
  await mkdir(CACHE, { recursive: true })
  const work = await mkdtemp(join(CACHE, 'build-'))
  try {
    const [client, headers] = await Promise.all([fetched(CLIENT, work), fetched(HEADERS, work)])
    await compile(client, headers)
    await rename(client, HOME).catch((error: unknown) => {
      // Another run was first.
      if (!existsSync(PROGRAM)) throw error
    })
    return PROGRAM
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function installTools(): Promise<void> {
  const packages = missing()
  if (packages.length === 0) return
  if (!mayInstall()) throw new Error(`to build ${CLIENT.name}, install: ${packages.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-q'], { env })
  await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...packages], { env })
}

async function fetched({ name, version, sha512 }: Packed, work: string): Promise<string> {
  await run('npm', ['pack', `${name}@${version}`, '--silent', '--pack-destination', work])
  const archive = join(work, `${name}-${version}.tgz`)
  const sum = createHash('sha512')
    .update(await readFile(archive))
    .digest('base64')
  if (sum !== sha512) throw new Error(`${name}@${version} is not what it was: sha512 ${sum}`)
  const folder = join(work, name)
  await mkdir(folder)
  await run('tar', ['-xzf', archive, '-C', folder, '--strip-components=1'])
  return folder
}

/** Its own script builds the two libraries; the last step is node-gyp's, in one line and with this Node's headers. */
async function compile(client: string, headers: string): Promise<void> {
  const log = { maxBuffer: 64 * 1024 * 1024 }
  await run('sh', [join(client, 'scripts/preinstall.sh')], log)
  const node = join(dirname(process.execPath), '../include/node')
  if (!existsSync(node)) throw new Error(`no headers of Node at ${node}: run this with the Node that npm ci brings`)
  const built = join(client, 'deps/artifacts')
  const libraries = ['libaws-lambda-runtime.a', 'libcurl.a'].map((name) => join(built, 'lib', name))
  const includes = [node, headers, join(built, 'include')].map((folder) => `-I${folder}`)
  const flags = [
    '-std=c++20',
    '-O2',
    '-fPIC',
    '-fexceptions',
    '-fvisibility=hidden',
    '-shared',
    '-pthread',
    '-DNODE_GYP_MODULE_NAME=rapid_client'
  ]
  const output = ['-o', join(client, 'rapid-client.node')]
  await run('g++', [...flags, ...includes, join(client, 'src/native/rapid-client.cc'), ...libraries, ...output], log)
  await rm(join(client, 'deps'), { recursive: true })
}

if (import.meta.main) console.log(await runtimeClient())
