// Ping: a daily visit to every directory, so that an idle function's way there stays open, and somebody hears when it is not.
import type { Deadline, Finder, Log, Resetter } from '../ports.ts'
import { wordsOf } from './write-password.ts'

// Nobody has this name: connecting, binding and searching is all that is wanted.
const NOBODY = 'rekey-ping'

/** One visit to a store. Throws where the store cannot be asked. */
export type Visit = (deadline: Deadline) => Promise<unknown>

export const visitsOfFinders = (finders: readonly Finder[]): Visit[] => finders.map((finder) => (deadline) => finder.find(NOBODY, deadline))

export const visitsOfResetters = (resetters: Iterable<Resetter>): Visit[] =>
  [...resetters].map((resetter) => (deadline) => resetter.read(NOBODY, `cn=${NOBODY}`, deadline))

/** Visits every store and throws if any could not be: a failed invocation is what the alarm counts. */
export async function ping(log: Log, visits: readonly Visit[], deadline: Deadline): Promise<void> {
  const results = await Promise.allSettled(visits.map((visit) => visit(deadline)))
  const failures = results.filter((result) => result.status === 'rejected')
  for (const { reason } of failures) log('ping.failed', { fault: wordsOf(reason) })
  if (failures.length > 0) throw failures[0]?.reason
  log('ping.answered', { stores: results.length })
}
