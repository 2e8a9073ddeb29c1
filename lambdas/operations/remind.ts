// Remind: goes through every store once a day, a page at a time, and has those mailed whose password soon expires. What was written once is
// refused by the table the next time, so a page may be gone through again, by another run at the same time too.
import { windowAt } from '../flow/windows.ts'
import { anyWarns } from '../policy/due.ts'
import type { Deadline, FlowStore, Roll } from '../ports.ts'
import { createPace, type Pace } from './pace.ts'
import { type RemindPageDeps, remindPage } from './remind-page.ts'
import { token } from './tokens.ts'

export interface RemindDeps extends RemindPageDeps {
  flows: Pick<FlowStore, 'warn' | 'round' | 'advance'>
  rolls: readonly Roll[]
  /** UTC, from which a day's run may begin. */
  hour: number
}

/** One run: `by` tells its writes from those of another. */
interface Run {
  day: string
  by: string
  pace: Pace
}

/** A mail in so many milliseconds: a tenth of what deliver can send, so that no code waits behind them. */
const MAIL_MS = 200
/** A page that is not there after half a minute does not come, and what it takes to work on one is left beside that. */
const PAGE_MS = 60_000

/** Goes on where today's run is. A store that cannot be asked does not hold up the others; when they are done, its fault is thrown. */
export async function remind(deps: RemindDeps, deadline: Deadline): Promise<void> {
  const now = deps.clock.now()
  if (new Date(now).getUTCHours() < deps.hour) return
  const run = { day: windowAt(now).day, by: token(deps.random, 12), pace: createPace(deps.metronome, MAIL_MS) }
  const faults: unknown[] = []
  for (const roll of deps.rolls) {
    try {
      await goThrough(deps, roll, run, deadline)
    } catch (fault) {
      faults.push(fault)
      deps.log('remind.failed', { store: roll.store, fault: fault instanceof Error ? fault.message : 'unknown' })
    }
  }
  if (faults.length > 0) throw faults[0]
}

async function goThrough(deps: RemindDeps, roll: Roll, { day, by, pace }: Run, deadline: Deadline): Promise<void> {
  const { configuration, flows, log } = deps
  const { store } = roll
  const before = await flows.round(store)
  const isBegun = before?.day === day
  if (isBegun && before.isOver) return
  const isLate = (): boolean => deadline.left() < PAGE_MS
  if (isLate()) return
  if (!anyWarns(await configuration.policies())) return
  let done = isBegun ? before.pages : 0
  let page = 0
  let mails = 0
  for await (const people of roll.pages()) {
    if (isLate()) return
    page += 1
    if (page <= done) continue
    const warned = await remindPage(deps, roll, { people, pace }, deadline)
    // Out of time, or overtaken by another run: this page is for whoever comes next.
    if (warned === undefined || !(await flows.advance(store, { day, pages: page, isOver: false }, { seen: done, by }))) return
    log('remind.page', { store, page, people: people.length, mails: warned })
    done = page
    mails += warned
  }
  if (await flows.advance(store, { day, pages: done, isOver: true }, { seen: done, by })) log('remind.done', { store, pages: done, mails })
}
