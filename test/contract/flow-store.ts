// What every store of flows must guarantee, as a function of the server that it runs on.
import { afterAll, beforeAll, describe } from 'vitest'
import type { Running } from '../support/dynalite.ts'
import { accountTests } from './flow-store/accounts.ts'
import type { Bench } from './flow-store/bench.ts'
import { openBench } from './flow-store/bench.ts'
import { commitTests } from './flow-store/commits.ts'
import { deliveryTests } from './flow-store/deliveries.ts'
import { flowTests } from './flow-store/flows.ts'
import { guardTests } from './flow-store/guards.ts'
import { limitTests } from './flow-store/limits.ts'
import { lostReplyTests } from './flow-store/lost-replies.ts'

interface Extent {
  /** How often two writes are let loose on one item. */
  races: number
  /** On how many random walks the guards are compared. */
  walks: number
}

/** Runs all suites on one server. */
export function flowStoreContract(start: () => Promise<Running>, { races, walks }: Extent) {
  let opened: Bench
  const bench = () => opened

  beforeAll(async () => {
    opened = await openBench(start)
  })
  afterAll(() => opened.stop())

  describe('flows', () => flowTests(bench, races))
  describe('deliveries', () => deliveryTests(bench))
  describe('commits', () => commitTests(bench, races))
  describe('accounts', () => accountTests(bench, races))
  describe('limits', () => limitTests(bench))
  describe('lost replies', () => lostReplyTests(bench))
  describe('guards', () => guardTests(bench, walks))
}
