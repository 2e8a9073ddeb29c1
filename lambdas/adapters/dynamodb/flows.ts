// A flow from its start to its proof: start, locate, challenge, deliver, verify.
import type { FlowStore } from '../../ports.ts'
import { D1, D2, D3_CODE, D3_NOTICE, F0, F1, F2, F2_SHOWN, F3, F3_IDLE, F4, F8, F9 } from './expressions.ts'
import type { FlowItems } from './flow-items.ts'

type Steps =
  | 'start'
  | 'read'
  | 'locate'
  | 'challenge'
  | 'count'
  | 'idle'
  | 'mark'
  | 'claimCode'
  | 'claimNotice'
  | 'isSpent'
  | 'cancel'
  | 'announce'

/** `notices` are those of changes that no flow led to: items that whoever makes them cannot make into a flow. */
export const flowsOf = (flows: FlowItems, notices: FlowItems): Pick<FlowStore, Steps> => ({
  start: (flow) => flows.stored(flow, F0),

  read: (id, scope) => flows.read(id, scope),

  locate: (id, found, req, now) => flows.made(id, F1, { ...found, req, now }, { find: 'done', req }),

  // Asks for nothing back and reads in its own scope: what DynamoDB returns with a write is all, and more than this role may see.
  async challenge(id, { onlyShown, ...to }, req, now) {
    const isMade = await flows.made(id, onlyShown ? F2_SHOWN : F2, { ...to, req, now }, { state: 'awaiting_code', req })
    return isMade ? flows.read(id, 'flow') : undefined
  },

  count: (id, cookie, maxAttempts, req, now) =>
    flows.after(id, F3, { cookie, maxAttempts, req, now }, { state: 'awaiting_code', req }, 'verify'),

  async idle(id, req) {
    await flows.made(id, F3_IDLE, { req }, { req })
  },

  mark: (id, to, req, now) => flows.made(id, F4, { ...to, req, now }, { state: 'verified', req }),

  claimCode: (id, version, event, now) => flows.charged(id, D1, { version, event, now }, { tries: `t${version}` }),

  claimNotice: (id, event, of) => (of === 'notice' ? notices : flows).charged(id, D2, { event }),

  async isSpent(what, id, event, of) {
    const items = of === 'notice' ? notices : flows
    return (await items.charged(id, what === 'code' ? D3_CODE : D3_NOTICE, { event })) !== undefined
  },

  cancel: (id, req, now) => flows.made(id, F8, { req, now }, { req }),

  // An id of 128 random bits is taken by an earlier try of this very call only.
  async announce(id, notice) {
    await notices.made(id, F9, notice, { state: 'committed' })
  }
})
