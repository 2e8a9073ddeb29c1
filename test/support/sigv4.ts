// AWS's request signature (SigV4), computed from its specification and not by the SDK: what the SDK signed is checked against it.
import { createHash, createHmac } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

export interface Signed {
  method: string
  /** Path and query as sent. */
  url: string
  headers: IncomingHttpHeaders
  body: Buffer
}

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex')
const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest()

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/

export interface Signature {
  service: string
  region: string
  keyId: string
  headers: readonly string[]
  isRight: boolean
}

/** What a request claims to be signed with, and whether it is; undefined where it carries no signature. */
export function signatureOf({ method, url, headers, body }: Signed, secret: string): Signature | undefined {
  const [, keyId = '', date = '', region = '', service = '', names = '', given] = AUTHORIZATION.exec(headers.authorization ?? '') ?? []
  if (given === undefined) return undefined
  const { pathname, searchParams } = new URL(url, 'http://host')
  const query = [...searchParams].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).sort()
  const signed = names.split(';')
  const lines = signed.map((name) => `${name}:${String(headers[name]).trim().replace(/ +/g, ' ')}\n`)
  const canonical = [method, pathname, query.join('&'), lines.join(''), names, sha256(body)].join('\n')
  const scope = `${date}/${region}/${service}/aws4_request`
  const key = [date, region, service, 'aws4_request'].reduce<Buffer | string>((derived, part) => hmac(derived, part), `AWS4${secret}`)
  const expected = hmac(key, ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n')).toString('hex')
  return { service, region, keyId, headers: signed, isRight: expected === given }
}
