// Every place where a line to a real directory can break: cut, gone silent, late or changed, byte after byte. Whatever happens, what is said of a
// password is true.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasOpenLdap, type OpenLdapServer, startOpenLdap } from '../../bin/sandbox/openldap.ts'
import { Misconfigured, Unavailable } from '../../lambdas/ports.ts'
import { type ByteFault, FAULTS, type Fault, startByteFault } from '../support/byte-fault.ts'
import { deadlineIn } from '../support/deadline.ts'
import { canBind, finderOf, personOf, resetterOf, soon, userOf } from './identity-store.ts'

/** Of a whole exchange, evenly and never the same offsets for two faults. */
const PLACES = Number(process.env['SWEEP_PLACES'] ?? 12)
const TIME = 350

describe.skipIf(!hasOpenLdap())('a line that breaks at any byte', () => {
  let slapd: OpenLdapServer
  let line: ByteFault
  const unhandled: unknown[] = []
  const note = (fault: unknown): void => void unhandled.push(fault)
  beforeAll(async () => {
    process.on('unhandledRejection', note)
    slapd = await startOpenLdap()
    line = await startByteFault(Number(new URL(slapd.url).port), 40)
  })
  afterAll(async () => {
    process.off('unhandledRejection', note)
    await line?.stop()
    await slapd?.stop()
    expect(unhandled).toEqual([])
  })

  const changes = () => ({ urls: [`ldaps://127.0.0.1:${line.port}`] })
  const RARE: [Fault, 'requests' | 'answers'][] = FAULTS.flatMap((fault) => [
    [fault, 'requests'],
    [fault, 'answers']
  ])

  /** How it ended, in a word of ours; no time is asserted but that it is not for ever. */
  async function outcomeOf(work: Promise<string>): Promise<string> {
    const late = new Promise<string>((resolve) => setTimeout(resolve, 10 * TIME, 'never').unref())
    return Promise.race([
      work.catch((error: unknown) => (error instanceof Unavailable || error instanceof Misconfigured ? 'fault' : String(error))),
      late
    ])
  }

  async function sweep(
    [fault, direction]: (typeof RARE)[number],
    work: () => Promise<string>,
    holds: (outcome: string, place: number) => Promise<void>
  ): Promise<Set<string>> {
    line.at(Number.POSITIVE_INFINITY, fault, direction)
    await work()
    const total = line.said()[direction]
    expect(total).toBeGreaterThan(300)
    const outcomes = new Set<string>()
    const shift = FAULTS.indexOf(fault) / FAULTS.length
    for (let place = 0; place < PLACES; place += 1) {
      line.at(Math.floor(((place + shift) * total) / PLACES), fault, direction)
      const outcome = await outcomeOf(work())
      outcomes.add(outcome)
      await holds(outcome, place)
    }
    return outcomes
  }

  test.each(RARE)(
    `finding: %s in the %s at ${PLACES} places is the person or a fault, and never somebody else or nobody`,
    async (fault, direction) => {
      const work = async () => {
        const found = await finderOf(slapd, changes()).find('alice', deadlineIn(TIME))
        return found.kind === 'person' ? String(found.person.names.username[0]) : found.kind
      }
      const outcomes = await sweep([fault, direction], work, async (outcome, place) => {
        expect([place, ['alice', 'fault'].includes(outcome) ? 'fine' : outcome]).toEqual([place, 'fine'])
      })
      if (fault !== 'delay') expect([...outcomes]).toContain('fault')
    }
  )

  test.each(RARE)(`reading: %s in the %s at ${PLACES} places is the entry or a fault`, async (fault, direction) => {
    const { guid, dn } = await personOf(slapd, 'bob')
    const work = async () => (await resetterOf(slapd, changes()).read(guid, dn, deadlineIn(TIME)))?.guid ?? 'gone'
    await sweep([fault, direction], work, async (outcome, place) => {
      expect([place, [guid, 'fault'].includes(outcome) ? 'fine' : outcome]).toEqual([place, 'fine'])
    })
  })

  test.each(RARE)(
    `writing: %s in the %s at ${PLACES} places: changed opens, refused and fault do not, unknown is one of both`,
    async (fault, direction) => {
      const { dn } = userOf(slapd, 'carol')
      let current = `before ${fault} in ${direction}`
      let next = current
      let count = 0
      await resetterOf(slapd).setPassword(dn, current, soon())
      const work = async () => {
        next = `passphrase ${count++} with ${fault} in ${direction}`
        return (await resetterOf(slapd, changes()).setPassword(dn, next, deadlineIn(TIME))).kind
      }
      await sweep([fault, direction], work, async (outcome, place) => {
        if (outcome === 'unknown') {
          // What was sent may still be on its way to being applied.
          await expect.poll(() => Promise.all([canBind(slapd, dn, next), canBind(slapd, dn, current)]), { timeout: 3000 }).toContain(true)
        } else {
          expect(['changed', 'refused', 'fault']).toContain(outcome)
          expect([place, outcome, await canBind(slapd, dn, next)]).toEqual([place, outcome, outcome === 'changed'])
        }
        // Settled with a sound line, so that the next place begins from what is known.
        current = `settled ${count++}`
        expect(await resetterOf(slapd).setPassword(dn, current, soon())).toEqual({ kind: 'changed' })
      })
    }
  )
})
