// Records every call that leaves the process, and can issue the same calls bare: that is the floor that an operation is measured against.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { KMSClient } from '@aws-sdk/client-kms'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SESv2Client } from '@aws-sdk/client-sesv2'
import { SNSClient } from '@aws-sdk/client-sns'
import { Client } from 'ldapts'

export type Service = 'dynamodb' | 'ldap' | 'kms' | 'ses' | 'sns' | 'secrets'

/** One call: what it was, when it was under way, and how to make it again on another key. */
export interface Call {
  service: Service
  name: string
  began: number
  ended: number
  again: (rename: (text: string) => string) => Promise<unknown>
}

const AWS = [
  ['dynamodb', DynamoDBClient],
  ['kms', KMSClient],
  ['ses', SESv2Client],
  ['sns', SNSClient],
  ['secrets', SecretsManagerClient]
] as const

// biome-ignore lint/suspicious/noExplicitAny: a recorder stands between any caller and any method
type Method = (...args: any[]) => Promise<unknown>

let calls: Call[] | undefined

/** Wraps the clients' methods, once, for the whole process. */
export function install(): void {
  for (const [service, { prototype }] of AWS) {
    wrap(
      prototype,
      'send',
      service,
      ([command]) => command.constructor.name.replace('Command', ''),
      (original, self, [command, ...rest], rename) => {
        const again = new command.constructor(JSON.parse(rename(JSON.stringify(command.input)), revive))
        return original.call(self, again, ...rest)
      }
    )
  }
  for (const method of ['bind', 'search', 'modify', 'exop'] as const)
    wrap(
      Client.prototype,
      method,
      'ldap',
      () => method,
      (original, self, args) => original.apply(self, args)
    )
}

/** Bytes survive JSON as an object of numbers, which the SDK would not take. */
const revive = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value
    ? Buffer.from(value.data as number[])
    : value

function wrap(
  prototype: object,
  method: string,
  service: Service,
  nameOf: (args: Parameters<Method>) => string,
  repeat: (original: Method, self: unknown, args: Parameters<Method>, rename: (text: string) => string) => Promise<unknown>
): void {
  const target = prototype as Record<string, Method>
  const original = target[method] as Method
  target[method] = async function recorded(this: unknown, ...args) {
    if (!calls) return original.apply(this, args)
    const call: Call = {
      service,
      name: nameOf(args),
      began: performance.now(),
      ended: 0,
      again: (rename) => repeat(original, this, args, rename).catch(() => undefined)
    }
    calls.push(call)
    try {
      return await original.apply(this, args)
    } finally {
      call.ended = performance.now()
    }
  }
}

/** What `act` sent, and how long it took (milliseconds). */
export async function recorded(act: () => Promise<unknown>): Promise<{ calls: Call[]; took: number }> {
  const mine: Call[] = []
  calls = mine
  const began = performance.now()
  try {
    await act()
    return { calls: mine, took: performance.now() - began }
  } finally {
    calls = undefined
  }
}

/** The same calls without us: in the same order, at once where they were at once. Returns the milliseconds. */
export async function bare(recordedCalls: readonly Call[], rename: (text: string) => string): Promise<number> {
  const groups: Call[][] = []
  for (const call of recordedCalls) {
    const group = groups.at(-1)
    if (group?.some(({ ended }) => call.began < ended)) group.push(call)
    else groups.push([call])
  }
  const began = performance.now()
  for (const group of groups) await Promise.all(group.map(({ again }) => again(rename)))
  return performance.now() - began
}
