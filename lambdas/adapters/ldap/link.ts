// A store's connection for one identity: opened when first needed, kept between invocations, opened and bound anew after a cut.
import type { Client } from 'ldapts'
import type { StoreConfig } from '../../config.ts'
import { type Deadline, Misconfigured } from '../../ports.ts'
import type { Connection } from './connection.ts'
import { emptyCredentials, faultOf, isAnswer, isRefusal, isWrongCredentials, type Role } from './faults.ts'
import { type BindIdentity, createOpener, OPERATION_MS, type Opener, patience } from './opener.ts'
import { within } from './patience.ts'

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
export function createLink(store: StoreConfig, role: Role, secret: IdentitySecret): Link {
  const open = createOpener(store)
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
          return await used.run(patience(OPERATION_MS, deadline), operation)
        } catch (error) {
          if (used.isOpen || isAnswer(error)) throw error
        }
      }
      const connection = await connected(deadline)
      return connection.run(patience(OPERATION_MS, deadline), operation)
    },

    async write(operation, deadline) {
      const connection = kept?.isOpen ? kept : await connected(deadline)
      const milliseconds = patience(OPERATION_MS, deadline)
      try {
        return await connection.run(milliseconds, operation)
      } catch (error) {
        throw isRefusal(error) || error instanceof Misconfigured ? error : new Lost(error)
      }
    },

    async admits(identity, deadline, rightPassword) {
      if (!identity.bindDn || !identity.password) return false
      try {
        const connection = await open(identity, deadline)
        connection.close()
        return true
      } catch (error) {
        if (isAnswer(error)) return rightPassword?.test(error.message) ?? false
        throw error
      }
    }
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
