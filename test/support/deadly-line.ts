// The way of one process to its table and its directory, on which every request is seen: when a named one comes by, the process is killed, either
// before the request arrives or after it was answered and before the answer is passed on.
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { connect as connectTls, createServer as createTlsServer, type TLSSocket } from 'node:tls'
import { makeCertificate } from '../../bin/sandbox/certificate.ts'
import type { DirectoryServer } from '../../bin/sandbox/directory.ts'
import { createFrames } from '../../lambdas/adapters/ldap/guard.ts'
import { asked } from './bad-answers.ts'

/** What a commit asks for, in its order; the names of writes are those of the item model. */
export const STEPS = ['F5 claim', 'A2 gate', 'bind', 'read', 'write', 'look', 'A3 history', 'F7 finish'] as const
export type Step = (typeof STEPS)[number]

const NAMES: Readonly<Record<string, Step>> = {
  'flow 1': 'F5 claim',
  'acct 1': 'A2 gate',
  'bind 1': 'bind',
  'search 1': 'read',
  'write 1': 'write',
  'search after it 1': 'look',
  'acct 2': 'A3 history',
  'flow 2': 'F7 finish'
}

export interface Point {
  step: Step
  when: 'before' | 'after'
}

export interface DeadlyLine {
  /** Of the table. */
  storeUrl: string
  directory: Pick<DirectoryServer, 'url' | 'ca'>
  /** From now on a new process, which dies at this point; without one it lives. */
  await(point: Point | undefined, kill: () => void): void
  /** Password writes that were answered since then. */
  writes(): number
  stop(): Promise<void>
}

export async function startDeadlyLine(target: { storeUrl: string; directory: DirectoryServer }): Promise<DeadlyLine> {
  let point: Point | undefined
  let kill = (): void => {}
  let seen = new Map<string, number>()
  let writes = 0

  /** Which step a request is, by what was asked before it. */
  function stepOf(asking: string): Step | undefined {
    const what = asking === 'search' && seen.has('write') ? 'search after it' : asking
    seen.set(what, (seen.get(what) ?? 0) + 1)
    return NAMES[`${what} ${seen.get(what)}`]
  }

  /** Runs one request; resolves to undefined where its sender is dead by now. */
  async function passing<T>(step: Step | undefined, pass: () => Promise<T>): Promise<T | undefined> {
    const isFatal = step !== undefined && step === point?.step
    const answer = isFatal && point?.when === 'before' ? undefined : await pass()
    if (!isFatal) return answer
    kill()
    return undefined
  }

  const table = createHttpServer(async (request, response) => {
    const body = await buffer(request)
    const isUpdate = String(request.headers['x-amz-target']).endsWith('.UpdateItem')
    const [kind] = isUpdate ? String(JSON.parse(body.toString()).Key.pk.S).split('#') : []
    const answer = await passing(kind === undefined ? undefined : stepOf(kind), async () => {
      const { host: _, 'content-length': __, connection: ___, ...headers } = request.headers
      const reply = await fetch(target.storeUrl, { method: 'POST', headers: headers as Record<string, string>, body })
      return { status: reply.status, body: Buffer.from(await reply.arrayBuffer()) }
    }).catch(() => undefined)
    if (!answer) return void request.socket.destroy()
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(answer.body)
  })

  const certificate = await makeCertificate()
  const sockets = new Set<TLSSocket>()
  const ldap = createTlsServer(certificate, (client) => {
    const server = connectTls({ host: '127.0.0.1', port: Number(new URL(target.directory.url).port), ca: target.directory.ca })
    const answersIn = createFrames()
    // Requests of one commit come one after the other, each in one piece.
    let answered: ((bytes: Buffer) => void) | undefined
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.on('error', () => {})
    }
    client.on('close', () => server.destroy())
    server.on('close', () => client.destroy())
    let held: Buffer[] = []
    server.on('data', (bytes: Buffer) => {
      for (const message of answersIn(bytes)) {
        held.push(message)
        if (isEntry(message)) continue
        answered?.(Buffer.concat(held))
        held = []
      }
    })
    client.on('data', async (bytes: Buffer) => {
      const { operation } = asked(bytes)
      const what = { bind: 'bind', search: 'search', other: 'write' }[operation]
      if (isUnbind(bytes)) return void server.end(bytes)
      const answer = await passing(stepOf(what), () => {
        const answering = new Promise<Buffer>((resolve) => {
          answered = resolve
        })
        server.write(bytes)
        return answering.then((reply) => {
          if (what === 'write') writes += 1
          return reply
        })
      })
      if (answer) client.write(answer)
    })
  })
  await Promise.all([table, ldap].map((server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))))
  const portOf = (server: { address(): unknown }): number => (server.address() as AddressInfo).port
  return {
    storeUrl: `http://127.0.0.1:${portOf(table)}`,
    directory: { url: `ldaps://127.0.0.1:${portOf(ldap)}`, ca: certificate.ca },
    await(next, killing) {
      point = next
      kill = killing
      seen = new Map()
      writes = 0
    },
    writes: () => writes,
    stop: async () => {
      table.closeAllConnections()
      for (const socket of sockets) socket.destroy()
      await Promise.all([table, ldap].map((server) => new Promise((resolve) => server.close(resolve))))
    }
  }
}

const tagOf = (bytes: Buffer): number => {
  const length = bytes[1] ?? 0
  const from = length < 0x80 ? 2 : 2 + (length & 0x7f)
  return bytes[from + 2 + (bytes[from + 1] ?? 0)] ?? 0
}
const isEntry = (answer: Buffer): boolean => tagOf(answer) === 0x64 || tagOf(answer) === 0x73
const isUnbind = (request: Buffer): boolean => tagOf(request) === 0x42
