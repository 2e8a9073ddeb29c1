// Small stand-ins for five AWS services, spoken to by their real clients: SES v2, SNS, KMS, Secrets Manager and S3. They hear only
// what a request contains.
import { type Listener, listenOnLoopback, readBody } from '../loopback.ts'
import type { Message } from '../messages.ts'
import { createKms } from './kms.ts'
import { createS3, type Objects } from './s3.ts'
import { createSecretPolicies, createSecrets } from './secrets.ts'
import { createSes, createSesAccount } from './ses.ts'
import { createSns, createSnsAccount } from './sns.ts'

export interface EndpointsOptions {
  /** Key ids; the keys themselves are made at random. */
  keys: readonly string[]
  /** Secret values by id. */
  secrets: Readonly<Record<string, string>>
  /** What S3 holds; nothing unless told. */
  objects?: Objects
  receive: (message: Omit<Message, 'at'>) => void
}

/** Starts all of them on one free port. */
export function startEndpoints({ keys, secrets, objects = new Map(), receive }: EndpointsOptions): Promise<Listener> {
  const mail = [createSes(receive), createSesAccount()]
  const held = [createSecrets(secrets), createSecretPolicies()]
  const services = [createKms(keys), ...held, createS3(objects), ...mail, createSns(receive), createSnsAccount()]
  return listenOnLoopback(async (request, response) => {
    const body = await readBody(request)
    // A web page cannot set this header without asking first, and nobody answers that question.
    const isSigned = request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ') === true
    const service = body && isSigned ? services.find((one) => one.takes(request, body.toString())) : undefined
    if (!service || !body) {
      response.writeHead(isSigned ? 404 : 403).end()
      return
    }
    const { status, type, body: text, headers } = service.answer(request, body.toString())
    response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text), ...headers })
    response.end(text)
  })
}
