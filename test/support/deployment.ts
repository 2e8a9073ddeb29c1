// The deployed service without AWS: every artefact in a process of its own, with the environment that the stack would set, between a
// gateway and a stream; the services that they call are the sandbox's, behind a wiretap.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { APIGatewayProxyEvent, APIGatewayProxyResult, DynamoDBRecord } from 'aws-lambda'
import { startEndpoints } from '../../bin/sandbox/aws/index.ts'
import { type DirectoryServer, startEmbeddedDirectory } from '../../bin/sandbox/directory.ts'
import { CODE_KEY, environmentOf, INDEX_KEY, secretsOf, settingsFrom, variablesFor } from '../../bin/sandbox/environment.ts'
import { createGateway } from '../../bin/sandbox/gateway.ts'
import { type Answer, listenOnLoopback } from '../../bin/sandbox/loopback.ts'
import { createInbox, type Message } from '../../bin/sandbox/messages.ts'
import { createParts, type Parts } from '../../bin/sandbox/parts.ts'
import { createEventSource, type EventSource } from '../../bin/sandbox/store/event-source.ts'
import { startStore } from '../../bin/sandbox/store/index.ts'
import type { Environment, FunctionName } from '../../lambdas/config.ts'
import { ROUTES } from '../../lambdas/http/routes.ts'
import { STREAM_CONSUMERS } from '../../lambdas/streams.ts'
import { BUNDLES, bundle } from '../../scripts/bundle.ts'
import { type Artefact, type Booted, boot } from './booted.ts'
import { startWiretap, type Wiretap } from './wiretap.ts'

/** Where the files that lie beside a bundle are: relative to its folder, where Lambda starts it. */
const SIDE_FILES = { ASSETS: 'assets', BLOCKLIST: 'blocklist.bin', ESTIMATOR: 'estimator.mjs', PHONE_METADATA: 'phone-metadata.json' }

/** How often a function was invoked, and for how long in all. */
interface Use {
  invocations: number
  milliseconds: number
}

export interface Deployment {
  /** The front door. */
  url: string
  messages: readonly Message[]
  directory: DirectoryServer
  wiretap: Wiretap
  /** Every record that the table's stream has shown. */
  records: readonly DynamoDBRecord[]
  used: Readonly<Record<FunctionName, Readonly<Use>>>
  folderOf(name: FunctionName): string
  variablesOf(name: FunctionName): Environment
  /** The running process of a function. */
  of(name: FunctionName): Booted
  /** Resolves once no stream record is under way. */
  settled(): Promise<void>
  stop(): Promise<void>
}

export interface DeploymentOptions {
  /** Environment variables such as MODE. */
  settings?: Environment
  /** Whether the stream's records reach the workers; where they do not, they can be handed over one by one. */
  hasStream?: boolean
  /** What a function is run through, such as a ration of processor time. */
  wrapperOf?: (name: FunctionName) => readonly string[]
}

/** Builds, starts and connects everything. */
export async function startDeployment(options: DeploymentOptions = {}): Promise<Deployment> {
  const parts = createParts()
  try {
    return await assemble(options, parts)
  } catch (error) {
    await parts.stop()
    throw error
  }
}

async function assemble({ settings = {}, hasStream = true, wrapperOf = () => [] }: DeploymentOptions, parts: Parts): Promise<Deployment> {
  const folder = await parts.add(mkdtemp(join(tmpdir(), 'rekey-deployment-')), (path) => rm(path, { recursive: true, force: true }))
  const built = bundle(join(folder, 'dist'))
  const { inbox, directory, records, wiretap, listener, hold } = await startServers(folder, parts)
  const surroundings = { origin: listener.url, storeUrl: '', endpointsUrl: '', directory, assets: '' }
  const environment = { ...environmentOf(settingsFrom(settings, undefined), surroundings), ...SIDE_FILES }
  const variablesOf = (name: FunctionName): Environment => ({ ...variablesFor(name, environment), ...servicesAt(wiretap.url) })
  const folderOf = (name: FunctionName): string => join(folder, 'dist', name)
  await built
  const artefactOf = (name: FunctionName): Artefact => {
    return { name, folder: folderOf(name), variables: variablesOf(name), seconds: 30, wrapper: wrapperOf(name) }
  }
  const running = await startAll(artefactOf, parts)
  const { used, invoking } = timed(running)
  const sources = STREAM_CONSUMERS.map((consumer) => createEventSource({ consumer, invoke: invoking(consumer.name), onDiscard: () => {} }))
  parts.later(async () => {
    for (const source of sources) source.stop()
  })
  if (hasStream) hold.sources = sources
  const functions = Object.fromEntries(BUNDLES.map((name) => [name, invoking<APIGatewayProxyEvent, APIGatewayProxyResult>(name)]))
  hold.front = createGateway({ routes: ROUTES, functions, now: Date.now, onFault: ({ path }, fault) => console.error(path, fault) })
  return {
    url: listener.url,
    messages: inbox.messages,
    directory,
    wiretap,
    records,
    used,
    folderOf,
    variablesOf,
    of: (name) => running[name],
    settled: async () => {
      // In the order in which one worker's write is the next one's work.
      for (const source of sources) await source.idle()
    },
    stop: () => parts.stop()
  }
}

/** What listens. `hold` is what they lead to, once it is there. */
async function startServers(folder: string, parts: Parts) {
  const hold: { front: Answer; sources: readonly EventSource[] } = {
    front: async (_request, response) => void response.writeHead(503).end(),
    sources: []
  }
  const records: DynamoDBRecord[] = []
  const onRecord = (record: DynamoDBRecord): void => {
    records.push(record)
    for (const source of hold.sources) source.push(record)
  }
  const inbox = createInbox(Date.now)
  const directory = await parts.add(startEmbeddedDirectory({ now: Date.now }), ({ stop }) => stop())
  const served = { keys: [CODE_KEY, INDEX_KEY], secrets: secretsOf(directory), receive: inbox.receive }
  const endpoints = await parts.add(startEndpoints(served), ({ close }) => close())
  const { url } = await parts.add(startStore({ kind: 'dynalite', folder, now: Date.now, onRecord }), ({ stop }) => stop())
  const wiretap = await parts.add(startWiretap({ dynamodb: url, endpoints: endpoints.url }), ({ stop }) => stop())
  const answer: Answer = (request, response) => hold.front(request, response)
  const listener = await parts.add(listenOnLoopback(answer), ({ close }) => close())
  return { inbox, directory, records, wiretap, listener, hold }
}

/** Invokes functions and remembers how often and how long. */
function timed(running: Record<FunctionName, Booted>) {
  const used = Object.fromEntries(BUNDLES.map((name) => [name, { invocations: 0, milliseconds: 0 }])) as Record<FunctionName, Use>
  const invoking =
    <Event, Result>(name: FunctionName) =>
    async (event: Event): Promise<Result> => {
      const began = performance.now()
      try {
        return await running[name].invoke<Result>(event)
      } finally {
        used[name].invocations += 1
        used[name].milliseconds += performance.now() - began
      }
    }
  return { used, invoking }
}

/** The SDK's own variables, so that what is run is what is deployed: no setting of ours says where services are. */
const servicesAt = (url: string): Environment => ({
  AWS_ENDPOINT_URL: url,
  DYNAMODB_ENDPOINT: '',
  KMS_ENDPOINT: '',
  SECRETS_ENDPOINT: '',
  SES_ENDPOINT: '',
  SNS_ENDPOINT: ''
})

async function startAll(artefactOf: (name: FunctionName) => Artefact, parts: Parts): Promise<Record<FunctionName, Booted>> {
  const booted = BUNDLES.map(async (name) => [name, await parts.add(boot(artefactOf(name)), ({ stop }) => stop())] as const)
  return Object.fromEntries(await Promise.all(booted)) as Record<FunctionName, Booted>
}
