// What the stand-ins for AWS services share.
import type { IncomingMessage } from 'node:http'

/** What a service answers. */
export interface EndpointAnswer {
  status: number
  type: string
  body: string
  headers?: Record<string, string>
}

/** A refusal in the words of the service. */
export class Refused extends Error {
  readonly code: string
  readonly status: number
  constructor(code: string, message: string, status = 400) {
    super(message)
    this.name = code
    this.code = code
    this.status = status
  }
}

/** One service: whether a request is for it, and what it answers. */
export interface Endpoint {
  takes(request: IncomingMessage, body: string): boolean
  answer(request: IncomingMessage, body: string): EndpointAnswer
}

/** A service of AWS's JSON protocol, told by the operation that X-Amz-Target names. */
export const jsonEndpoint = (target: string, operation: (input: Record<string, unknown>) => unknown): Endpoint => ({
  takes: (request) => request.headers['x-amz-target'] === target,
  answer: (_request, body) => inJson('application/x-amz-json-1.1', body, operation)
})

/** Answers an operation in JSON, refusals included. */
export function inJson(type: string, body: string, operation: (input: Record<string, unknown>) => unknown): EndpointAnswer {
  try {
    return { status: 200, type, body: JSON.stringify(operation(parsed(body))) }
  } catch (refusal) {
    if (!(refusal instanceof Refused)) throw refusal
    return {
      status: refusal.status,
      type,
      body: JSON.stringify({ __type: refusal.code, message: refusal.message }),
      headers: { 'x-amzn-errortype': refusal.code }
    }
  }
}

function parsed(body: string): Record<string, unknown> {
  try {
    return JSON.parse(body) as Record<string, unknown>
  } catch {
    throw new Refused('SerializationException', 'the body is not JSON')
  }
}
