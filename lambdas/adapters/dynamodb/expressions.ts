// The item model's conditional writes, each under its name there, and in its notation: a bare word is an attribute, `[slot]` an
// attribute that the call names, `:value` what the call hands in, or a number or a word that means itself. After IF stands the
// invariant. Letters: L budgets, F the flow, A the account, D deliver, E expiry, C configuration.
import { write } from './write.ts'

const BUDGET = `(attribute_not_exists(d) OR d < :day) AND (attribute_not_exists([h]) OR [h] < :hour)
  AND (attribute_not_exists([pd]) OR [pd] < :dayPerNet) AND (attribute_not_exists([ph]) OR [ph] < :hourPerNet)`

/** A day's counter and a narrower one: starts of a client prefix in a quarter of an hour, failures of an account from one prefix. */
export const L1 = write(`SET ttl = :ttl ADD d :1, [q] :1
  IF (attribute_not_exists(d) OR d < :day) AND (attribute_not_exists([q]) OR [q] < :quarter)`)

/** Start per identifier, send per destination: in all, and from one client prefix. */
export const L2 = write(`SET ttl = :ttl ADD d :1, [h] :1, [pd] :1, [ph] :1 IF ${BUDGET}`)

/** One counter of an item: the global SMS day, a number prefix's hour, a client prefix's SMS day. */
export const L3 = write('SET ttl = :ttl ADD [n] :1 IF attribute_not_exists([n]) OR [n] < :max')

/** A try at somebody's own password, the first of a run: none while another run lasts. */
export const L5_FIRST = write('SET ttl = :ttl, until = :until, n = :1 IF attribute_not_exists(until) OR until <= :now')
/** Each further one makes the run last longer, so that no span of its length holds more tries than one run. */
export const L5_NEXT = write('SET ttl = :ttl, until = :until ADD n :1 IF until > :now AND n < :max')
/** Taken back: an absolute value, so that a repeated call takes nothing more. */
export const L6 = write('SET n = :less IF n = :counted')

/** A notice that no flow led to: an item of another kind, which to its courier looks like a flow that is over. */
export const F9 = write(`SET state = :committed, work = :notice, reach = :yes, person = :person, locale = :locale, area = :area,
    committedAt = :committedAt, ttl = :ttl
  IF attribute_not_exists(pk)`)

/** Start: an id is given once. */
export const F0 = write('IF attribute_not_exists(pk)')

/** Locate: once, while the flow lives. With F2 in either order the image has both `reach` and `work`. */
export const F1 = write(`SET find = :done, reach = :reach, acct = :acct, person = :person, options = :options, marker = :marker,
    policy = :policy, shownAt = :shownAt, req = :req
  IF find = :due AND expiresAt > :now`)

const CHALLENGE = `SET state = :awaiting_code, option = :option, version = version + :1, sends = sends + :1, codeUntil = :codeUntil,
    resendAt = gap + :now, gap = gap + gap, kid = :kid, work = :send, req = :req
  IF cookie = :cookie AND expiresAt > :now AND state IN (:awaiting_choice, :awaiting_code) AND resendAt <= :now
    AND sends < :maxSends AND attempts < :maxAttempts`

/** Challenge: the old code dies with its version, attempts stay, the next wait is twice as long. */
export const F2 = write(CHALLENGE)
/** Where values are shown, only once they are. */
export const F2_SHOWN = write(`${CHALLENGE} AND find = :done AND shownAt <= :now`)

/** Count: before anything is compared, so parallel guesses are not free. */
export const F3 = write(`SET req = :req ADD attempts :1
  IF cookie = :cookie AND state = :awaiting_code AND expiresAt > :now AND attempts < :maxAttempts`)

/** Changes nothing, whoever writes meanwhile: it sets what it demands to find. */
export const F3_IDLE = write('SET req = :req IF req = :req')

/** Mark: one grant, for the one live code, if that was sent to somebody. */
export const F4 = write(`SET state = :verified, grant = :grant, grantUntil = :grantUntil, expiresAt = :grantUntil, refusals = :0, req = :req
    REMOVE work
  IF cookie = :cookie AND state = :awaiting_code AND version = :version AND claimed = :version AND reach = :yes AND acct = :acct
    AND expiresAt > :now AND codeUntil > :now`)

/** Claim: one holder, or one who takes over after the lease; `was` tells which. */
export const F5 = write(`SET was = state, state = :committing, commit = :commit, lease = :lease, stuck = :yes, req = :req
  IF cookie = :cookie AND grant = :grant AND grantUntil > :now AND expiresAt > :now AND refusals < :maxRefusals
    AND (state = :verified OR (state = :committing AND lease < :now))`)

/** The sweep takes over what a crash left; it has no grant to show. */
export const F5_SWEEP = write(`SET was = state, commit = :commit, lease = :lease, req = :req
  IF state = :committing AND lease < :now`)

/** Release: only by the holder. */
export const F6 = write(`SET state = :verified, req = :req ADD refusals :refusals REMOVE commit, lease, stuck
  IF state = :committing AND commit = :commit`)

/** Verified, but over: neither the grant nor the cookie opens it again. */
export const F6_ABANDON = write(`SET state = :verified, expiresAt = :now, grantUntil = :now, req = :req REMOVE grant, commit, lease, stuck
  IF state = :committing AND commit = :commit`)

/** Finish: only by the holder; the grant is spent and the notice is due. */
export const F7 = write(`SET state = :committed, committedAt = :now, work = :notice, req = :req REMOVE grant, lease, stuck
  IF state = :committing AND commit = :commit`)

/**
 * Cancel: whatever step comes next is refused, also one that read the clock before: so it ended at 0, not now. Not while a password is
 * being written, because that cannot be called back.
 */
export const F8 = write(`SET expiresAt = :0, req = :req REMOVE work
  IF expiresAt > :now AND state IN (:awaiting_choice, :awaiting_code, :verified)`)

/** Charge: failures of an account in a row; none while it is off or since it was changed. Those of a day are L1's. */
export const A1 = write(`SET failedAt = :now ADD streak :1
  IF attribute_not_exists(off) AND (attribute_not_exists(changedAt) OR changedAt < :startedAt)
    AND (attribute_not_exists(streak) OR streak < :streakMax)`)

/** Gate: of flows that began before the last change only the one that made it. Strict, so that two in one millisecond are siblings. */
export const A2 = write(`SET changedAt = :now, holder = :flow, streak = :0
  IF attribute_not_exists(off) AND (holder = :flow OR attribute_not_exists(changedAt) OR changedAt < :startedAt)`)

/** Remember: the history that was read is the one that is replaced. */
export const A3 = write('SET history = :history, hv = :next IF attribute_not_exists(hv) OR hv = :seen')

/** Calm: a login ends the streak of failures before it. */
export const A5 = write('SET streak = :0 IF failedAt < :login AND streak > :0')

/** Off: an administrator pauses an account. */
export const A4_OFF = write('SET off = :now')
/** On again. */
export const A4_ON = write('SET streak = :0 REMOVE off IF attribute_exists(pk)')

/** Deliver a code: a new record once per version, and the same record once more. */
export const D1 = write(`SET claimed = :version, event = :event ADD [tries] :1 REMOVE work
  IF state = :awaiting_code AND version = :version AND reach = :yes AND codeUntil > :now AND expiresAt > :now
    AND (attribute_not_exists([tries]) OR (event = :event AND [tries] < :2))`)

/** Deliver a notice: a new record once, and the same record once more. */
export const D2 = write(`SET nevent = :event ADD nt :1 REMOVE work
  IF state = :committed AND (attribute_not_exists(nt) OR (nevent = :event AND nt < :2))`)

/** Spent: a claim was refused to the record that made the claims before it, for a code that is still the live one. Changes nothing. */
export const D3_CODE = write('SET event = :event IF event = :event AND claimed = version AND state = :awaiting_code')
/** The same for a notice. */
export const D3_NOTICE = write('SET nevent = :event IF nevent = :event AND state = :committed')

/**
 * Expiry: one mail for a password, however often it is asked for. One that no worker took up is lost with its record, and left again, but not
 * before that record is surely gone.
 */
export const E1 = write(`SET work = :expiry, reach = :yes, person = :person, locale = :locale, expiresAt = :expiresAt, at = :now, ttl = :ttl
  IF attribute_not_exists(pk) OR (work = :expiry AND at < :lost)`)

/** Deliver it: a new record once, and the same record once more. What is kept until the password expires holds no address. */
export const E2 = write(`SET event = :event ADD n :1 REMOVE work, person
  IF expiresAt > :now AND (attribute_not_exists(n) OR (event = :event AND n < :2))`)

/** Spent: a claim was refused to the record that made the claims before it. Changes nothing. */
export const E2_SPENT = write('SET event = :event IF event = :event')

/** A day's round of a store: of two runs at the same time the one that comes second ends. */
export const E3_FIRST = write(`SET day = :day, pages = :pages, ended = :ended, holder = :by
  IF attribute_not_exists(day) OR day < :day OR holder = :by`)
/** Each further page. */
export const E3_NEXT = write(`SET pages = :pages, ended = :ended, holder = :by IF day = :day AND (pages = :seen OR holder = :by)`)

/** Configuration: the document that was seen is the one that is replaced. */
export const C1 = write('SET body = :body, rev = :next, by = :by, at = :at, req = :req IF rev = :seen')
/** The first of its kind. */
export const C1_FIRST = write('SET body = :body, rev = :next, by = :by, at = :at, req = :req IF attribute_not_exists(pk)')

/** The key of the index `stuck`, not a write. */
export const STUCK = write('IF stuck = :yes AND lease < :now')
