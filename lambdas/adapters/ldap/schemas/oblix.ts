// Oracle Access Manager's own attributes (oblixPersonPwdPolicy, oblixOrgPerson).
import { type Entry, known } from '../entry.ts'
import { replaced } from '../switches.ts'
import type { Schema } from './schema.ts'

const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** Epoch milliseconds of `YYYY-MM-DDThh:mm:ssZ`; undefined for anything else. */
export function isoTimeOf(value: string | undefined): number | undefined {
  const time = value !== undefined && ISO_TIME.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}

/** `YYYY-MM-DDThh:mm:ssZ`, to the second. */
export const toIsoTime = (epochMs: number): string => `${new Date(epochMs).toISOString().slice(0, 19)}Z`

const STATE = 'obuseraccountcontrol'
const MUST_CHANGE = 'obPasswordChangeFlag'
const CREATED = 'obPasswordCreationDate'
const EXPIRES = 'obpasswordexpirydate'
const LOCKED_UNTIL = 'obLockoutTime'
const FAILURES = 'obLoginTryCount'
const LAST_LOGIN = 'oblastsuccessfullogin'

/** obLockoutTime: the second in which the lock ends. */
const unlocksAt = (entry: Entry): number | undefined => {
  const seconds = entry.first(LOCKED_UNTIL)
  return seconds !== undefined && /^\d{1,12}$/.test(seconds) ? Number(seconds) * 1000 : undefined
}

const cleared = () => [replaced(LOCKED_UNTIL), replaced(FAILURES)]

export const oblix: Schema = {
  attributes: [STATE, MUST_CHANGE, CREATED, EXPIRES, LOCKED_UNTIL, LAST_LOGIN],

  standing(entry, now) {
    const until = unlocksAt(entry)
    const isLocked = until !== undefined && until > now
    return {
      // Empty is activated.
      isDisabled: entry.first(STATE)?.toLowerCase() === 'deactivated',
      isLocked,
      mustChange: entry.first(MUST_CHANGE)?.toLowerCase() === 'true',
      ...known({
        changedAt: isoTimeOf(entry.first(CREATED)),
        expiresAt: isoTimeOf(entry.first(EXPIRES)),
        lastLogin: isoTimeOf(entry.first(LAST_LOGIN)),
        lockedUntil: isLocked ? until : undefined
      })
    }
  },

  written: (now, { expiresAt }) => [
    replaced(CREATED, toIsoTime(now)),
    expiresAt === undefined ? replaced(EXPIRES) : replaced(EXPIRES, toIsoTime(expiresAt)),
    replaced(MUST_CHANGE, 'false'),
    ...cleared()
  ],

  switches: {
    enabled: (to) => [replaced(STATE, to ? 'activated' : 'deactivated')],
    forceChange: (to) => [replaced(MUST_CHANGE, String(to))],
    unlocked: cleared
  }
}
