// Keys that never leave KMS. Code keys are asked for every code; the index key signs one constant, and its answer keys
// every further hash in this process.
import { createHmac } from 'node:crypto'
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms'
import type { CodeKey, IndexKey } from '../../ports.ts'
import { Misconfigured, Unavailable } from '../../ports.ts'
import { refusalOf } from '../refusal.ts'
import { clientSettings } from '../sdk.ts'

async function generateMac(client: KMSClient, id: string, message: string): Promise<Uint8Array> {
  try {
    const { Mac } = await client.send(new GenerateMacCommand({ KeyId: id, MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from(message) }))
    if (Mac?.length !== 32) throw new Error('a MAC of 32 bytes was expected')
    return Mac
  } catch (error) {
    const refusal = refusalOf(error)
    throw refusal ? new Misconfigured(`KMS key ${id} refused to make a MAC: ${refusal}`, error) : new Unavailable('keys', error)
  }
}

/**
 * The code keys, the current one first; the others are those that codes still in the post were made with.
 * A key that is not listed is refused, whatever a stored flow names.
 */
export function createCodeKey(ids: readonly string[], endpoint?: string): CodeKey {
  const [current] = ids
  if (current === undefined) throw new Misconfigured('no code key is configured: at least one key id is needed')
  const client = new KMSClient(clientSettings({ endpoint }))
  return {
    current,
    async mac(kid, message) {
      if (!ids.includes(kid)) throw new Misconfigured(`code key ${kid} is not configured; configured are ${ids.join(', ')}`)
      return generateMac(client, kid, message)
    }
  }
}

/** The index key: KMS is asked once per process, and again only where that failed. */
export function createIndexKey(id: string, endpoint?: string): IndexKey {
  const client = new KMSClient(clientSettings({ endpoint }))
  let derived: Promise<Uint8Array> | undefined

  function key(): Promise<Uint8Array> {
    derived ??= generateMac(client, id, 'rekey.index.v1').catch((error: unknown) => {
      derived = undefined
      throw error
    })
    return derived
  }

  return {
    hash: async (purpose, value) =>
      createHmac('sha256', await key())
        .update(`${purpose}\0${value}`)
        .digest('base64url')
  }
}
