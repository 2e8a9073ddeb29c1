// Opens bound connections to one store: its addresses in the breaker's order, each within its time.
import type { StoreConfig } from '../../config.ts'
import { type Deadline, Unavailable } from '../../ports.ts'
import type { Breaker, Fault } from './breaker.ts'
import { type Connection, openConnection } from './connection.ts'
import { connectionFault, isAnswer } from './faults.ts'
import { TimeRanOut } from './patience.ts'

/** Who to bind as. Comes from a secret; never logged, never part of an error. */
export interface BindIdentity {
  bindDn: string
  password: string
}

/** A new connection, bound. Throws the directory's answer where it refuses: the next address would refuse the same. */
export type Opener = (identity: BindIdentity, deadline: Deadline) => Promise<Connection>

const CONNECT_MS = 3000
const CONNECT_ONE_OF_SEVERAL_MS = 1500
/** How long any operation may take. */
export const OPERATION_MS = 5000

/** Never more than is left, and nothing at all where nothing is left. */
export function patience(most: number, deadline: Deadline): number {
  const left = deadline.left()
  if (left <= 0) throw new Unavailable('directory')
  return Math.min(most, left)
}

/** Whether a failure is the address's own: one that was given less than its time may be a good one. */
export const isFailing = (error: unknown, hadTime: boolean): boolean => hadTime || !(error instanceof TimeRanOut)

export function createOpener(store: StoreConfig, breaker: Breaker): Opener {
  const connectMs = store.urls.length > 1 ? CONNECT_ONE_OF_SEVERAL_MS : CONNECT_MS

  return async (identity, deadline) => {
    const failures: Fault[] = []
    for (const url of breaker.order()) {
      const hadTime = deadline.left() >= connectMs + OPERATION_MS
      const refusal = breaker.refuses(url)
      if (refusal) failures.push(refusal)
      if (refusal) continue
      const milliseconds = patience(connectMs, deadline)
      try {
        const connection = await openConnection({ url, startTls: store.startTls, ca: store.ca }, milliseconds)
        await bind(connection, identity, deadline)
        return connection
      } catch (error) {
        if (isAnswer(error)) {
          breaker.answered(url)
          throw error
        }
        const fault = connectionFault(error, store.id)
        if (isFailing(error, hadTime)) breaker.failed(url, fault)
        failures.push(fault)
      }
    }
    throw failures.find((failure) => failure instanceof Unavailable) ?? failures[0] ?? new Unavailable('directory')
  }
}

async function bind(connection: Connection, { bindDn, password }: BindIdentity, deadline: Deadline): Promise<void> {
  try {
    // A bind without a password succeeds as nobody (RFC 4513 5.1.2).
    if (!bindDn || !password) throw new TypeError('a name and a password are needed')
    await connection.run(patience(OPERATION_MS, deadline), (client) => client.bind(bindDn, password))
  } catch (error) {
    connection.close()
    throw error
  }
}
