// One look at one address of a store, for somebody who wants to know what is there: nothing is kept, tried again or gone around.
import type { Client } from 'ldapts'
import type { StoreConfig } from '../../../config.ts'
import { type Deadline, Unavailable } from '../../../ports.ts'
import { openConnection } from '../connection.ts'
import { connectionFault, faultOf, isAnswer, type Role } from '../faults.ts'
import { type BindIdentity, patience } from '../opener.ts'
import { openSocket } from '../socket.ts'

const CONNECT_MS = 5000
const OPERATION_MS = 30_000
const ENDLESS: Deadline = { left: () => Number.POSITIVE_INFINITY }

/** What an address showed before anybody bound. */
export interface Certificate {
  protocol: string
  subject: string
  /** Epoch milliseconds at which the first of its chain runs out. */
  validTo: number
  chain: number
}

/** The verified certificate of an address. Throws our two words where it cannot be verified or reached. */
export async function certificateAt({ id, startTls, ca }: StoreConfig, url: string): Promise<Certificate> {
  try {
    const socket = await openSocket({ url, startTls, ca }, CONNECT_MS)
    const chain = new Map<string, number>()
    const first = socket.getPeerCertificate(true)
    for (let one = first; one && !chain.has(one.fingerprint256); one = one.issuerCertificate)
      chain.set(one.fingerprint256, Date.parse(one.valid_to))
    const protocol = socket.getProtocol() ?? ''
    socket.destroy()
    return { protocol, subject: [first.subject?.CN].flat()[0] ?? '', validTo: Math.min(...chain.values()), chain: chain.size }
  } catch (error) {
    throw connectionFault(error, id)
  }
}

export interface Visit {
  /** One question. An answer that is an error is thrown as it came. */
  ask<T>(question: (client: Client) => Promise<T>): Promise<T>
  close(): void
}

/** A connection to one address, bound, for as long as the deadline lets it ask. Throws our two words. */
export async function visit(
  store: StoreConfig,
  url: string,
  role: Role,
  { bindDn, password }: BindIdentity,
  deadline = ENDLESS
): Promise<Visit> {
  try {
    const connection = await openConnection({ url, startTls: store.startTls, ca: store.ca }, patience(CONNECT_MS, deadline))
    const ask: Visit['ask'] = async (question) => connection.run(patience(OPERATION_MS, deadline), question)
    // A bind without a password succeeds as nobody (RFC 4513 5.1.2).
    if (!bindDn || !password) throw new TypeError('a name and a password are needed')
    await ask((client) => client.bind(bindDn, password)).catch((error: unknown) => {
      connection.close()
      throw error
    })
    return { ask, close: () => connection.close() }
  } catch (error) {
    throw isAnswer(error) ? faultOf(error, store.id, role) : connectionFault(error, store.id)
  }
}

/** The first address that lets itself be visited. */
export async function visitAny(store: StoreConfig, role: Role, identity: BindIdentity, deadline = ENDLESS): Promise<Visit> {
  let failure: unknown = new Unavailable('directory')
  for (const url of store.urls) {
    try {
      return await visit(store, url, role, identity, deadline)
    } catch (error) {
      failure = error
    }
  }
  throw failure
}
