// A store's connection for one identity: opened when first needed, kept between invocations, opened and bound anew after a cut.
import type { Client } from 'ldapts'
import type { StoreConfig } from '../../config.ts'
import { type Deadline, Misconfigured } from '../../ports.ts'
import { type Breaker, createBreaker } from './breaker.ts'
import type { Connection } from './connection.ts'
import { connectionFault, emptyCredentials, faultOf, isAnswer, isRefusal, isWrongCredentials, type Role } from './faults.ts'
import { type BindIdentity, createOpener, OPERATION_MS, type Opener, patience } from './opener.ts'
import { TimeRanOut, within } from './patience.ts'

/** The identity's secret, cached by its owner; `again` asks for what is stored now. */
export type IdentitySecret = (again?: boolean) => Promise<BindIdentity>

/** No opening takes longer, whatever the deadline says. */
const LONGEST_MS = 30_000

type Operation<T> = (client: Client) => Promise<T>

/** The connection broke or time ran out after a write was sent: it may have been applied. */
export class Lost extends Error {
  constructor(cause: unknown) {
    super('no answer to a write', { cause })
    this.name = 'Lost'
  }
}

export interface Link {
  /** Asks; where a kept connection turns out to be cut, asks once more on a new one. An answer that is an error is thrown as it came. */
  read<T>(operation: Operation<T>, deadline: Deadline): Promise<T>
  /** Asks once; throws Lost where the answer did not come. */
  write<T>(operation: Operation<T>, deadline: Deadline): Promise<T>
  /** Whether somebody else can bind, on a connection of their own; or is refused with words said only to who knows the password. */
  admits(identity: BindIdentity, deadline: Deadline, rightPassword?: RegExp): Promise<boolean>
}

/** The link of one identity to one store. Operations may run at the same time: only an opening binds, and it is nobody else's yet. */
export function createLink(store: StoreConfig, role: Role, secret: IdentitySecret, now: () => number): Link {
  const breaker = createBreaker(store.urls, now)
  const open = createOpener(store, breaker)
  const ask = asking(breaker, store.id)
  let kept: Connection | undefined
  let opening: Promise<Connection> | undefined

  /** Callers that come together share one opening; each waits no longer than its own time. */
  async function connected(deadline: Deadline): Promise<Connection> {
    const milliseconds = patience(LONGEST_MS, deadline)
    opening ??= openAsOurselves(open, { store: store.id, role, secret }, deadline)
      .then((connection) => (kept = connection))
      .finally(() => {
        opening = undefined
      })
    return within(milliseconds, opening)
  }

  return {
    async read(operation, deadline) {
      if (kept?.isOpen) {
        const used = kept
        try {
          return await ask(used, operation, deadline)
        } catch (error) {
          if (used.isOpen || isAnswer(error)) throw error
        }
      }
      return ask(await connected(deadline), operation, deadline)
    },

    async write(operation, deadline) {
      const connection = kept?.isOpen ? kept : await connected(deadline)
      // Before anything is sent: a lack of time is no loss.
      patience(OPERATION_MS, deadline)
      try {
        return await ask(connection, operation, deadline)
      } catch (error) {
        throw isRefusal(error) || error instanceof Misconfigured ? error : new Lost(error)
      }
    },

    async admits(identity, deadline, rightPassword) {
      if (!identity.bindDn || !identity.password) return false
      try {
        const connection = await open(identity, deadline)
        breaker.answered(connection.url)
        connection.close()
        return true
      } catch (error) {
        if (isAnswer(error)) return rightPassword?.test(error.message) ?? false
        throw error
      }
    }
  }
}

/**
 * One operation, and what it says about the address. Only an answer clears it: a directory that takes a bind and then is silent would look
 * well again at every opening.
 */
const asking =
  (breaker: Breaker, store: string) =>
  async <T>(connection: Connection, operation: Operation<T>, deadline: Deadline): Promise<T> => {
    const hadTime = deadline.left() >= OPERATION_MS
    const milliseconds = patience(OPERATION_MS, deadline)
    try {
      const answer = await connection.run(milliseconds, operation)
      breaker.answered(connection.url)
      return answer
    } catch (error) {
      if (isAnswer(error)) breaker.answered(connection.url)
      // A line that was cut may only have been idle; the next opening tells.
      else if (hadTime && error instanceof TimeRanOut) breaker.failed(connection.url, connectionFault(error, store))
      throw error
    }
  }

interface Ourselves {
  store: string
  role: Role
  secret: IdentitySecret
}

async function openAsOurselves(open: Opener, { store, role, secret }: Ourselves, deadline: Deadline): Promise<Connection> {
  const current = async (again?: boolean): Promise<BindIdentity> => {
    const identity = await secret(again)
    if (!identity.bindDn || !identity.password) throw emptyCredentials(store, role)
    return identity
  }
  const identity = await current()
  try {
    return await open(identity, deadline)
  } catch (error) {
    if (!isWrongCredentials(error)) throw faultOf(error, store, role)
    const renewed = await current(true)
    // The same again would only count as one more wrong login of our own identity.
    if (renewed.bindDn === identity.bindDn && renewed.password === identity.password) throw faultOf(error, store, role)
    return open(renewed, deadline).catch((second: unknown) => {
      throw faultOf(second, store, role)
    })
  }
}
