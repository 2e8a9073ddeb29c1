// Lambda's Runtime API on loopback: what the runtime interface client asks for work and tells the outcome. One server per process,
// one invocation at a time, as in Lambda.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** What a handler, or its start, failed with. */
export class FunctionError extends Error {
  readonly type: string
  constructor({ errorType, errorMessage }: { errorType?: string; errorMessage?: string }) {
    super(errorMessage ?? '')
    this.name = 'FunctionError'
    this.type = errorType ?? ''
  }
}

export interface RuntimeApi {
  /** For AWS_LAMBDA_RUNTIME_API. */
  address: string
  /** Resolves when the process first asks for work; rejects with what its start failed with. */
  ready: Promise<void>
  /** Hands an event out and resolves with the handler's answer. */
  invoke(event: unknown, seconds: number): Promise<unknown>
  /** Fails what is under way and what comes: the process is gone. */
  abandon(reason: Error): void
  stop(): Promise<void>
}

interface Invocation {
  id: string
  event: string
  seconds: number
  settled: PromiseWithResolvers<unknown>
}

const PREFIX = '/2018-06-01/runtime'

export async function startRuntimeApi(name: string): Promise<RuntimeApi> {
  const ready = Promise.withResolvers<void>()
  // Whoever waits for it is told; nobody has to.
  ready.promise.catch(() => {})
  const queue: Invocation[] = []
  const underWay = new Map<string, Invocation>()
  let idle: ServerResponse | undefined
  let gone: Error | undefined

  function handOut(): void {
    const next = idle && queue.shift()
    if (!idle || !next) return
    underWay.set(next.id, next)
    idle.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': next.id,
      'lambda-runtime-deadline-ms': Date.now() + next.seconds * 1000,
      'lambda-runtime-invoked-function-arn': `arn:aws:lambda:us-east-1:000000000000:function:rekey-${name}`,
      'lambda-runtime-trace-id': 'Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0'
    })
    idle.end(next.event)
    idle = undefined
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.slice(PREFIX.length) ?? ''
    const body = await text(request)
    if (path === '/invocation/next') {
      idle = response
      ready.resolve()
      return handOut()
    }
    response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"OK"}')
    if (path === '/init/error') return ready.reject(new FunctionError(JSON.parse(body)))
    const [, id = '', outcome] = /^\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? []
    const { settled } = underWay.get(id) ?? {}
    underWay.delete(id)
    if (outcome === 'error') settled?.reject(new FunctionError(JSON.parse(body)))
    else settled?.resolve(JSON.parse(body))
  }

  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, (request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    ready: ready.promise,
    invoke: (event, seconds) => {
      if (gone) return Promise.reject(gone)
      const invocation = { id: randomUUID(), event: JSON.stringify(event), seconds, settled: Promise.withResolvers<unknown>() }
      queue.push(invocation)
      handOut()
      return invocation.settled.promise
    },
    abandon: (reason) => {
      gone ??= reason
      ready.reject(reason)
      for (const { settled } of [...queue.splice(0), ...underWay.values()]) settled.reject(reason)
      underWay.clear()
    },
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    }
  }
}
