// One secret per role: `{ "<store id>": { "bindDn": "...", "password": "..." } }`, for the reset role with `"pepper": "..."` beside
// the stores, which password histories are hashed under.
// No error here holds a value of the secret, nor the text of a parser, which would quote it.
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import * as v from 'valibot'
import type { Clock } from '../../ports.ts'
import { Misconfigured, Unavailable } from '../../ports.ts'
import { refusalOf } from '../refusal.ts'
import { clientSettings } from '../sdk.ts'

/** Who to bind to a store as. */
export interface Credential {
  bindDn: string
  password: string
}

export interface Secret {
  /** The credential for a store, at most five minutes old. */
  read(store: string): Promise<Credential>
  /** The credential as it is now, for when the directory refused the one that `read` gave: fetched anew, at most every ten seconds. */
  renew(store: string): Promise<Credential>
  /** The key of password histories. Whoever changes it makes every history forgotten. */
  pepper(): Promise<string>
}

const FRESH_MILLISECONDS = 300_000
const RENEWAL_MILLISECONDS = 10_000

// Empty strings would be an anonymous or unauthenticated bind, which directories answer with success.
const credential = v.object({ bindDn: v.pipe(v.string(), v.nonEmpty()), password: v.pipe(v.string(), v.nonEmpty()) })
const LEAST_PEPPER = 32
const pepper = v.object({ pepper: v.pipe(v.string(), v.minLength(LEAST_PEPPER)) })
const stores = v.record(v.string(), v.unknown())

/** A secret by its id or ARN, fetched on first use. */
export function createSecret({ id, clock, endpoint }: { id: string; clock: Clock; endpoint?: string | undefined }): Secret {
  const client = new SecretsManagerClient(clientSettings({ endpoint }))
  let held: { at: number; text: Promise<string> } | undefined

  let renewedAt = Number.NEGATIVE_INFINITY

  function current(): Promise<string> {
    const now = clock.now()
    if (held && now - held.at < FRESH_MILLISECONDS) return held.text
    const text = fetchText(client, id)
    const fetched = { at: now, text }
    held = fetched
    text.catch(() => {
      if (held === fetched) held = undefined
    })
    return text
  }

  // Counted from the last renewal, not from the last fetch: what was read a moment ago may be what was changed a moment ago.
  function renewed(): Promise<string> {
    const now = clock.now()
    if (now - renewedAt >= RENEWAL_MILLISECONDS) {
      renewedAt = now
      held = undefined
    }
    return current()
  }

  return {
    read: async (store) => credentialIn(await current(), id, store),
    renew: async (store) => credentialIn(await renewed(), id, store),
    pepper: async () => pepperIn(await current(), id)
  }
}

async function fetchText(client: SecretsManagerClient, id: string): Promise<string> {
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }))
    return SecretString ?? ''
  } catch (error) {
    const refusal = refusalOf(error)
    throw refusal ? new Misconfigured(`secret ${id} cannot be read: ${refusal}`, error) : new Unavailable('secrets', error)
  }
}

function credentialIn(text: string, id: string, store: string): Credential {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), stores), text)
  if (!parsed.success) throw new Misconfigured(`secret ${id} is not a JSON object of {"<store>": {"bindDn", "password"}}`)
  const found = v.safeParse(credential, parsed.output[store])
  if (!found.success) throw new Misconfigured(`secret ${id} has no bindDn and password for store ${store}`)
  return found.output
}

function pepperIn(text: string, id: string): string {
  const found = v.safeParse(v.pipe(v.string(), v.parseJson(), pepper), text)
  if (!found.success)
    throw new Misconfigured(`secret ${id} has no pepper of at least ${LEAST_PEPPER} characters, which password histories need`)
  return found.output.pepper
}
