import { createHmac, randomBytes } from 'node:crypto'
import { type Endpoint, jsonEndpoint, Refused } from './endpoint.ts'

/** KMS GenerateMac under HMAC keys that live as long as the sandbox. */
export function createKms(ids: readonly string[]): Endpoint {
  const keys = new Map(ids.map((id) => [id, randomBytes(32)]))
  return jsonEndpoint('TrentService.GenerateMac', ({ KeyId, Message, MacAlgorithm }) => {
    const key = typeof KeyId === 'string' ? keys.get(KeyId) : undefined
    if (!key) throw new Refused('NotFoundException', `no key ${String(KeyId)} here; the sandbox has ${ids.join(', ')}`)
    if (MacAlgorithm !== 'HMAC_SHA_256') throw new Refused('InvalidKeyUsageException', 'the keys here are HMAC_256: use HMAC_SHA_256')
    const message = Buffer.from(typeof Message === 'string' ? Message : '', 'base64')
    if (message.length < 1 || message.length > 4096) throw new Refused('ValidationException', 'Message must have 1 to 4096 bytes')
    return { KeyId, MacAlgorithm, Mac: createHmac('sha256', key).update(message).digest('base64') }
  })
}
