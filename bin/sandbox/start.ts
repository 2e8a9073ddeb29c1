// The whole of Rekey on one machine, in one process: the deployed handlers, talking through their real clients to servers on loopback.
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DynamoDBRecord } from 'aws-lambda'
import type { Environment } from '../../lambdas/config.ts'
import { isAsked, ROUTES } from '../../lambdas/http/routes.ts'
import { STREAM_CONSUMERS } from '../../lambdas/streams.ts'
import { addPageFiles } from '../../lib/page-files.ts'
import { buildPage } from '../../scripts/page.ts'
import { answerProblem } from './answers.ts'
import { startEndpoints } from './aws/index.ts'
import { createClock, type SandboxClock } from './clock.ts'
import { type Console, createConsole } from './console.ts'
import { type DirectoryKind, startDirectory } from './directories.ts'
import type { DirectoryServer } from './directory.ts'
import { CODE_KEY, environmentOf, INDEX_KEY, logoIn, OBJECTS, secretsOf, settingsFrom } from './environment.ts'
import { createFront } from './front.ts'
import { createFunctions, type Functions, loadHandlers } from './functions.ts'
import { createGateway } from './gateway.ts'
import { createInboxPage } from './inbox/page.ts'
import { type Answer, listenOnLoopback } from './loopback.ts'
import { createInbox, type Inbox, type Message } from './messages.ts'
import type { Description } from './own-routes.ts'
import { createParts, type Parts } from './parts.ts'
import { createEventSource, type EventSource } from './store/event-source.ts'
import { type StoreKind, startStore } from './store/index.ts'

export interface SandboxOptions {
  /** 0 takes any free one. */
  port: number
  /** Wins over the setting MODE. */
  mode?: string | undefined
  /** Wins over the setting CHANGE. */
  change?: boolean
  /** Whether people get a mail when their password expires soon. */
  expiryMail?: boolean
  /** A folder of pages that are served beside ours. */
  pages?: string | undefined
  /** Also a way to start one that is set up differently. */
  directory?: DirectoryKind | (() => Promise<DirectoryServer>)
  store?: StoreKind
  /** Where settings come from, such as CODE_LENGTH. */
  settings?: Environment
  console?: Console
}

export interface Sandbox {
  url: string
  info: Description
  messages: readonly Message[]
  clock: SandboxClock
  directory: DirectoryServer
  /** The variables of all functions. */
  environment: Environment
  /** Resolves once no stream record is under way. */
  settled(): Promise<void>
  stop(): Promise<void>
}

/** Starts everything; ready to be used when it resolves. Throws ConfigurationError or PortTaken, and leaves nothing behind then. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const settings = settingsFrom({ ...options.settings, ...(options.change ? { CHANGE: 'true' } : {}) }, options.mode)
  const parts = createParts()
  try {
    return await assemble(options, settings, parts)
  } catch (error) {
    await parts.stop()
    throw error
  }
}

async function assemble(options: SandboxOptions, settings: Environment, parts: Parts): Promise<Sandbox> {
  const clock = createClock()
  const { console = createConsole(false) } = options
  const inbox = createInbox(clock.now, console.message)
  const servers = await startServers(options, { settings, now: clock.now, inbox, parts })
  const { listener, directory, store, folder } = servers
  const environment = environmentOf(settings, {
    origin: listener.url,
    storeUrl: store.url,
    endpointsUrl: servers.endpoints.url,
    directory,
    assets: join(folder, PAGE)
  })
  const random = { bytes: (count: number) => randomBytes(count) }
  const functions = createFunctions(servers.handlers, environment, { clock, random, log: console.log })
  const sources = connectWorkers(functions, servers.stream, console, parts)
  const sweep = startSweeping([functions.sweep, ...(options.expiryMail ? [functions.remind] : [])], console, parts)

  const { kind, url, baseDn, users } = directory
  const info: Description = {
    mode: environment['MODE'] ?? 'email',
    directory: { kind, url, baseDn, users },
    store: { kind: store.kind, url: store.url },
    adminToken: randomBytes(24).toString('base64url')
  }
  const gateway = createGateway({
    routes: ROUTES.filter((route) => isAsked(route.function, { change: environment['CHANGE'] === 'true', remind: true })),
    functions: functions.api,
    now: clock.now,
    onFault: ({ path }, fault) => console.fault(path, fault)
  })
  const page = createInboxPage(inbox.messages, join(folder, CA))
  // One after the other: what locate writes is what deliver has to do.
  const settled = async (): Promise<void> => {
    for (const source of sources) await source.idle()
  }
  const own = { origin: listener.url, clock, messages: inbox.messages, describe: () => info, environment, settled, onAdvance: sweep, page }
  servers.answerWith(createFront({ own, gateway, adminToken: info.adminToken }))
  return {
    url: listener.url,
    info,
    messages: inbox.messages,
    clock,
    directory,
    environment,
    settled,
    stop: () => parts.stop()
  }
}

const PAGE = 'page'
const CA = 'ca.pem'

interface Around {
  settings: Environment
  now: () => number
  inbox: Inbox
  parts: Parts
}

/** Everything that listens, and the code of the functions, all at once: a person is waiting. */
async function startServers(options: SandboxOptions, { settings, now, inbox, parts }: Around) {
  let front: Answer = async (_request, response) => answerProblem(response, { status: 503, code: 'starting' })
  const stream: { onRecord: (record: DynamoDBRecord) => void } = { onRecord: () => {} }
  const folder = await parts.add(mkdtemp(join(tmpdir(), 'rekey-sandbox-')), (path) => rm(path, { recursive: true, force: true }))
  const withDirectory = async () => {
    const { directory: kind = 'embedded' } = options
    const directory = await parts.add(typeof kind === 'function' ? kind() : startDirectory(kind, { now }), ({ stop }) => stop())
    await writeFile(join(folder, CA), directory.ca)
    const served = { keys: [CODE_KEY, INDEX_KEY], secrets: secretsOf(directory), objects: new Map(OBJECTS), receive: inbox.receive }
    return { directory, endpoints: await parts.add(startEndpoints(served), ({ close }) => close()) }
  }
  const kind = options.store ?? 'dynalite'
  const [listener, identities, store, handlers] = await Promise.all([
    parts.add(
      listenOnLoopback((request, response) => front(request, response), options.port),
      ({ close }) => close()
    ),
    withDirectory(),
    parts.add(startStore({ kind, folder, now, onRecord: (record) => stream.onRecord(record) }), ({ stop }) => stop()),
    loadHandlers(),
    buildPage(join(folder, PAGE)).then(() => addPageFiles(join(folder, PAGE), { logo: logoIn(settings), pages: options.pages }))
  ])
  const answerWith = (answer: Answer): void => {
    front = answer
  }
  return { listener, ...identities, store, handlers, folder, stream, answerWith }
}

// A real stream is polled four times a second; this is enough for an answer to be out first.
const STREAM_LATENCY = 25

/** Puts the workers behind the table's stream. */
function connectWorkers(
  { workers }: Functions,
  stream: { onRecord: (record: DynamoDBRecord) => void },
  console: Console,
  parts: Parts
): EventSource[] {
  let lost = 0
  const sources = STREAM_CONSUMERS.map((consumer) =>
    createEventSource({
      consumer,
      latencyMillis: STREAM_LATENCY,
      invoke: (event) =>
        workers[consumer.name](event).catch((fault: unknown) => {
          console.fault(consumer.name, fault)
          throw fault
        }),
      onDiscard: ({ eventID }, why) => {
        lost += 1
        console.fault(consumer.name, `record ${eventID} was given up, ${why}; ${lost} lost so far`)
      }
    })
  )
  stream.onRecord = (record) => {
    for (const source of sources) source.push(record)
  }
  parts.later(async () => {
    for (const source of sources) source.stop()
  })
  return sources
}

/** Once a minute, as the schedule would; also what a moved clock calls, because minutes have gone by then. */
function startSweeping(timed: readonly Functions['sweep'][], console: Console, parts: Parts): () => Promise<void> {
  const sweepNow = async (): Promise<void> => {
    for (const run of timed) await run({}).catch((fault: unknown) => console.fault('what is timed', fault))
  }
  const timer = setInterval(() => void sweepNow(), 60_000)
  parts.later(async () => clearInterval(timer))
  return sweepNow
}
