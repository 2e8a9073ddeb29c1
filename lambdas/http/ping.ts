// The daily `{"ping": true}` that a function gets beside its own events.
import type { Context } from 'aws-lambda'
import type { Deadline } from '../ports.ts'
import { deadlineOf } from './api.ts'

interface Pingable<Event, Result> {
  (event: { ping: true }, context: Context): Promise<void>
  (event: Event, context: Context): Promise<Result>
}

/** The same handler, which also answers a ping. */
export function withPing<Event extends object, Result>(
  handler: (event: Event, context: Context) => Promise<Result>,
  ping: (deadline: Deadline) => Promise<void>
): Pingable<Event, Result> {
  const either = (event: Event | { ping: true }, context: Context): Promise<unknown> =>
    'ping' in event ? ping(deadlineOf(context)) : handler(event, context)
  return either as Pingable<Event, Result>
}
