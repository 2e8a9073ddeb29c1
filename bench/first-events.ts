// The event that a freshly started function gets first: one that it answers by itself, or a real one with all its calls.
import type { DynamoDBRecord } from 'aws-lambda'
import type { FunctionName } from '../lambdas/config.ts'
import type { Deployment } from '../test/support/deployment.ts'
import { anEvent } from '../test/support/events.ts'
import { Visitor } from '../test/support/visitor.ts'

const post = (resource: string, body: unknown, { flow, cookie }: Partial<Visitor> = {}) =>
  anEvent({
    method: 'POST',
    resource,
    params: flow === undefined ? {} : { flow },
    headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
    body: JSON.stringify(body)
  })

/** Answered without a call to anything outside (but for the sweep, which always asks the table). */
export const EASY: Partial<Record<FunctionName, unknown>> = {
  page: anEvent({}),
  flow: anEvent({ resource: '/v1/flows/{flow}', params: { flow: 'none' } }),
  verify: post('/v1/flows/{flow}/verify', {}),
  commit: post('/v1/flows/{flow}/password', {}),
  sweep: {},
  locate: { Records: [] },
  deliver: { Records: [] },
  change: post('/v1/password', {}),
  // Not signed.
  admin: anEvent({ resource: '/v1/admin/policies' }),
  status: anEvent({ resource: '/v1/admin/status' }),
  'status-set': anEvent({ method: 'PUT', resource: '/v1/admin/status' })
}

/** A real event for each function of a reset, prepared through the deployment's own processes; its stream must not be connected. */
export function realEvents(deployment: Deployment): (name: FunctionName) => Promise<unknown> {
  let count = 0

  async function start(username: string): Promise<Visitor> {
    const visitor = new Visitor(deployment.url)
    const { status, text } = await visitor.start(username)
    if (status !== 202) throw new Error(`no flow was started: ${text}`)
    return visitor
  }

  const latest = (isIt: (image: NonNullable<DynamoDBRecord['dynamodb']>['NewImage']) => boolean) => {
    const record = deployment.records.findLast(({ dynamodb }) => dynamodb?.NewImage && isIt(dynamodb.NewImage))
    if (!record) throw new Error('the stream has no such record')
    return { Records: [record] }
  }
  const due = () => latest((image) => image?.['find']?.S === 'due')
  const deliverable = () => latest((image) => image?.['work']?.S === 'send' && image['reach']?.S === 'yes')

  async function located(): Promise<Visitor> {
    const visitor = await start('bob')
    await deployment.of('locate').invoke(due())
    return visitor
  }

  async function verified(): Promise<Visitor> {
    const visitor = await located()
    await deployment.of('deliver').invoke(deliverable())
    const { status, text } = await visitor.verify(/\b\d{8}\b/.exec(deployment.messages.at(-1)?.text ?? '')?.[0] ?? '')
    if (status !== 200) throw new Error(`not verified: ${text}`)
    return visitor
  }

  const makers: Partial<Record<FunctionName, () => Promise<unknown>>> = {
    page: async () => EASY.page,
    flow: async () => post('/v1/flows', { username: `somebody-${count}` }),
    verify: async () => post('/v1/flows/{flow}/verify', { code: '00000000' }, await start(`somebody-${count}`)),
    sweep: async () => EASY.sweep,
    locate: () => start('bob').then(due),
    deliver: () => located().then(deliverable),
    commit: async () => {
      const visitor = await verified()
      return post('/v1/flows/{flow}/password', { grant: visitor.grant, password: `purple trams at noon ${count} ${visitor.flow}` }, visitor)
    }
  }
  return async (name) => {
    count += 1
    return makers[name]?.()
  }
}
