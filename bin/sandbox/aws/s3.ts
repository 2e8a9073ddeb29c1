import { createHash } from 'node:crypto'
import type { Endpoint, EndpointAnswer } from './endpoint.ts'

/** Objects by `bucket/key`; whoever holds them may change them. */
export type Objects = Map<string, string>

/** S3 GetObject: serves what is there, and looks at no signature. */
export const createS3 = (objects: Objects): Endpoint => ({
  takes: ({ method, headers }) => method === 'GET' && /\/s3\/aws4_request/.test(headers.authorization ?? ''),
  answer({ url = '', headers }) {
    const body = objects.get(url.slice(1))
    if (body === undefined) return refused('NoSuchKey', 'The specified key does not exist.')
    const etag = `"${createHash('md5').update(body).digest('hex')}"`
    const isKnown = headers['if-none-match'] === etag
    return { status: isKnown ? 304 : 200, type: 'text/plain', body: isKnown ? '' : body, headers: { etag } }
  }
})

const refused = (code: string, message: string): EndpointAnswer => ({
  status: 404,
  type: 'application/xml',
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`
})
