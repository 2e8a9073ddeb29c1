// One object of S3 by one signed GET. S3's own client would be half of what a function may hold (docs/adr/0023); the signer and the
// credentials are those that the other clients bring along.
import type { ObjectPlace } from '../../policy/location.ts'
import { Misconfigured, Unavailable } from '../../ports.ts'
import { signerFor } from '../sdk.ts'
import { unfit } from './unfit.ts'

export interface FoundObject {
  text: string
  etag: string | undefined
}

/** Reads an object of at most so many bytes; undefined where it still is the one with this ETag. */
export type ReadObject = (place: ObjectPlace, mostBytes: number, etag?: string) => Promise<FoundObject | undefined>

/** In all, from the first byte sent to the last one read. */
const MOST_MILLISECONDS = 4000

export function createObjectReader(endpoint?: string): ReadObject {
  const { signer, origin } = signerFor('s3', endpoint)

  async function fetched({ bucket, key }: ObjectPlace, etag: string | undefined): Promise<Response> {
    // The bucket in the path: its name may hold dots, which no certificate of S3 covers.
    const url = new URL(`/${bucket}/${key}`, await origin())
    const { protocol, hostname, host, pathname: path } = url
    const asked = etag === undefined ? {} : { 'if-none-match': etag }
    const signed = await signer.sign({ method: 'GET', protocol, hostname, path, query: {}, headers: { ...asked, host } })
    const { host: _, ...headers } = signed.headers
    return fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(MOST_MILLISECONDS) })
  }

  return async (place, mostBytes, etag) => {
    const location = `s3://${place.bucket}/${place.key}`
    try {
      const response = await fetched(place, etag)
      if (response.status === 304) return undefined
      if (response.status !== 200) throw await refusalIn(response, location)
      return { text: await textOf(response, mostBytes, location), etag: response.headers.get('etag') ?? undefined }
    } catch (fault) {
      throw fault instanceof Misconfigured ? fault : new Unavailable('dictionary', fault)
    }
  }
}

/** Without ListBucket, S3 says AccessDenied of what is not there too. */
async function refusalIn({ status, body }: Response, location: string): Promise<Error> {
  if (status >= 500 || status === 408 || status === 429) return new Unavailable('dictionary')
  const [, code = ''] = /<Code>(\w+)<\/Code>/.exec((await firstBytes(body, 4096)).toString()) ?? []
  return unfit(location, `cannot be read: S3 answered ${status} ${code}`.trim())
}

async function textOf({ body }: Response, mostBytes: number, location: string): Promise<string> {
  const bytes = await firstBytes(body, mostBytes + 1)
  if (bytes.length > mostBytes) throw unfit(location, `is larger than ${mostBytes} bytes`)
  return bytes.toString()
}

/** Leaves off, and hangs up, once it has so many. */
async function firstBytes(body: Response['body'], count: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= count) break
  }
  return Buffer.concat(chunks).subarray(0, count)
}
