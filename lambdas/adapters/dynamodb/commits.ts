// A commit: one holder at a time, for as long as its lease runs.
import type { FlowStore } from '../../ports.ts'
import { F5, F5_SWEEP, F6, F6_ABANDON, F7, STUCK } from './expressions.ts'
import type { FlowItems } from './flow-items.ts'

type Steps = 'claim' | 'reclaim' | 'release' | 'abandon' | 'finish' | 'stuck'

const leaseEnd = (now: number, seconds: number): number => now + seconds * 1000

export const commitsOf = (flows: FlowItems): Pick<FlowStore, Steps> => ({
  claim: (id, { leaseSeconds, ...to }, req, now) =>
    flows.after(id, F5, { ...to, lease: leaseEnd(now, leaseSeconds), req, now }, { state: 'committing', commit: to.commit }, 'commit'),

  reclaim: (id, commit, leaseSeconds, req, now) =>
    flows.after(id, F5_SWEEP, { commit, lease: leaseEnd(now, leaseSeconds), req, now }, { state: 'committing', commit }, 'commit'),

  release: (id, commit, refusals, req) => flows.made(id, F6, { commit, refusals, req }, { state: 'verified', req }),

  abandon: (id, commit, req, now) => flows.made(id, F6_ABANDON, { commit, req, now }, { state: 'verified', req }),

  finish: (id, commit, req, now) => flows.made(id, F7, { commit, req, now }, { state: 'committed', commit }),

  stuck: (now, limit) => flows.ids('stuck', STUCK, { now }, limit)
})
