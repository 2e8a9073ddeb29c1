// The passwords that an account had, as one string: `v1.<salt>.<flow>.<hash>.<hash>…`, the newest first. All share one salt, so that a
// password is compared with all of them for the price of one slow hash; the pepper, which the table does not hold, keeps a stolen table
// from being guessed at. `flow` wrote the newest entry: its own second try is not refused by its first.
// Not for the page: this is what a server keeps.
import { argon2, createHash, createHmac, timingSafeEqual } from 'node:crypto'

export interface Past {
  /** base64url. */
  readonly salt: string
  /** The flow that wrote the newest entry; empty where there is none. */
  readonly flow: string
  readonly hashes: readonly string[]
}

const VERSION = 'v1'
/** RFC 9106 and OWASP's least for a password store: 19 MiB, twice over, one lane. */
const COST = { parallelism: 1, memory: 19_456, passes: 2, tagLength: 16 } as const

/** What an account remembers, or a beginning with a new salt. */
export function unpackPast(packed: string | undefined, newSalt: () => Uint8Array): Past {
  const [version, salt = '', flow = '', ...hashes] = (packed ?? '').split('.')
  return version === VERSION ? { salt, flow, hashes } : { salt: Buffer.from(newSalt()).toString('base64url'), flow: '', hashes: [] }
}

export const packPast = ({ salt, flow, hashes }: Past): string => [VERSION, salt, flow, ...hashes].join('.')

/** The slow hash of a normalised password. */
export function hashOf(password: string, pepper: string, salt: string): Promise<string> {
  const message = createHmac('sha256', pepper).update(password).digest()
  const nonce = Buffer.from(salt, 'base64url')
  return new Promise((resolve, reject) =>
    argon2('argon2id', { message, nonce, ...COST }, (error, hash) => (error ? reject(error) : resolve(hash.toString('base64url'))))
  )
}

/** How many passwords ago a password was used, 1 for the newest; what this flow itself wrote does not count. */
export function placeOf(past: Past, hash: string, flow: string): number | undefined {
  const place = before(past, flow).findIndex((one) => isSame(one, hash))
  return place < 0 ? undefined : place + 1
}

/** The past after a password was accepted, no deeper than asked. */
export const withNewest = (past: Past, hash: string, flow: string, depth: number): Past => ({
  salt: past.salt,
  flow,
  hashes: [hash, ...before(past, flow)].slice(0, depth)
})

const before = ({ flow, hashes }: Past, own: string): readonly string[] => (flow === own ? hashes.slice(1) : hashes)

const isSame = (one: string, other: string): boolean => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))

/**
 * Whether Oracle's own history (obPasswordHistory: SHA-256 of password and canonical user id, joined by `###`) holds a password.
 * Oracle does not say in which spelling, so the digests are taken as hex or Base64 and the id as it is and in lower case.
 */
export function isInOracleHistory(history: readonly string[], password: string, userIds: readonly string[]): boolean {
  const known = new Set(history.flatMap((value) => value.split('###')).map((part) => part.trim()))
  return [...new Set(userIds.flatMap((id) => [id, id.toLowerCase()]))].some((id) => {
    const digest = createHash('sha256')
      .update(password + id)
      .digest()
    return [digest.toString('hex'), digest.toString('hex').toUpperCase(), digest.toString('base64')].some((form) => known.has(form))
  })
}
