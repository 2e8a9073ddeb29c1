// Runs a handler as Lambda would: a context with a real deadline, events and answers as JSON, one time-out.
import { randomUUID } from 'node:crypto'
import type { Context } from 'aws-lambda'
import type { FunctionName } from '../../lambdas/config.ts'

/** Seconds that each function may take. */
export const TIMEOUT_SECONDS: Readonly<Record<FunctionName, number>> = {
  page: 15,
  flow: 15,
  verify: 15,
  commit: 25,
  change: 25,
  sweep: 30,
  locate: 30,
  deliver: 30,
  remind: 900,
  admin: 15,
  status: 15,
  'status-set': 15
}

export type Handler<Event, Result> = (event: Event, context: Context) => Promise<Result>
export type Invoke<Event, Result> = (event: Event) => Promise<Result>

/** Rejects with what the handler threw, or when its time is over. */
export function asFunction<Event, Result>(
  name: FunctionName,
  handler: Handler<Event, Result>,
  seconds = TIMEOUT_SECONDS[name]
): Invoke<Event, Result> {
  return async (event) => {
    const { promise: timeout, reject } = Promise.withResolvers<never>()
    const timer = setTimeout(() => reject(new Error(`${name} timed out after ${seconds} s`)), seconds * 1000)
    try {
      const answered = await Promise.race([handler(overTheWire(event), contextOf(name, seconds)), timeout])
      return overTheWire(answered)
    } finally {
      clearTimeout(timer)
    }
  }
}

/** What is not JSON does not arrive. */
const overTheWire = <T>(value: T): T => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T))

function contextOf(name: FunctionName, seconds: number): Context {
  const end = performance.now() + seconds * 1000
  const never = (): never => {
    throw new Error('callbacks are not used here')
  }
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: `rekey-${name}`,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:rekey-${name}`,
    memoryLimitInMB: '1024',
    awsRequestId: randomUUID(),
    logGroupName: `/aws/lambda/rekey-${name}`,
    logStreamName: 'sandbox',
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(end - performance.now())),
    done: never,
    fail: never,
    succeed: never
  }
}
