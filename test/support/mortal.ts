// The entry of a process that is there to be killed: the deployed commit handler, invoked once with what its parent hands it.
import { randomBytes } from 'node:crypto'
import type { APIGatewayProxyEvent, Context } from 'aws-lambda'
import { create } from '../../lambdas/handlers/commit.ts'

export interface Errand {
  event: APIGatewayProxyEvent
  /** How far its clock is ahead of the machine's. */
  offset: number
}

let offset = 0
const commit = create(process.env, {
  clock: { now: () => Date.now() + offset },
  random: { bytes: (count) => randomBytes(count) },
  log: () => {}
})

process.once('message', async (errand: Errand) => {
  offset = errand.offset
  const answer = await commit(errand.event, { getRemainingTimeInMillis: () => 25_000 } as Context)
  process.send?.({ status: answer.statusCode, body: JSON.parse(answer.body) }, () => process.exit(0))
})
process.send?.('ready')
