// PWD-9: the one list of forbidden words that may lie elsewhere (S3, ADR 23). There is no other remote check: common passwords are a file of ours.
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createS3 } from '../../bin/sandbox/aws/s3.ts'
import { startEmbeddedDirectory } from '../../bin/sandbox/directory.ts'
import { OBJECTS } from '../../bin/sandbox/environment.ts'
import { type ByHand, startByHand } from '../support/by-hand.ts'

const POLICY = { id: 'p', minLength: 8, blocklist: true, dictionary: { location: 's3://rekey-dictionaries/words.txt' } }
const GOOD = 'a passphrase that no list has'

describe('PWD-9: while the list cannot be read', () => {
  let s3: Server
  let isDown = true
  let rekey: ByHand
  let S3_ENDPOINT: string
  const stops: (() => unknown)[] = []
  beforeAll(async () => {
    const objects = createS3(new Map(OBJECTS))
    s3 = createServer((request, response) => {
      if (isDown) return void response.writeHead(503).end()
      const { status, type, body, headers } = objects.answer(request, '')
      response.writeHead(status, { 'content-type': type, ...headers }).end(body)
    }).listen(0, '127.0.0.1')
    stops.push(() => s3.close())
    await once(s3, 'listening')
    S3_ENDPOINT = `http://127.0.0.1:${(s3.address() as AddressInfo).port}`
    const directory = await startEmbeddedDirectory({ now: Date.now })
    stops.push(() => directory.stop())
    rekey = await startByHand(directory, { POLICIES: JSON.stringify({ default: POLICY }) })
    stops.push(() => rekey.stop())
  })
  afterAll(async () => {
    s3?.closeAllConnections()
    for (const stop of stops.reverse()) await stop()
  })

  test('no password is taken, also none that our own list refuses; it is written down, and the grant is good once the list is back', async () => {
    const functions = rekey.cold({ S3_ENDPOINT })
    const pass = await functions.verified('alice')
    for (const password of [GOOD, 'password123', GOOD]) {
      expect((await functions.commit(pass, password)).status).toBe(503)
      rekey.clock.advance(36)
    }
    expect(rekey.log.join('\n')).toContain('dictionary is unavailable')
    expect(rekey.log.join('\n')).not.toContain('commit.changed')
    isDown = false
    const refused = await functions.commit(pass, 'password123')
    expect([refused.status, refused.body.violations.map(({ rule }: { rule: string }) => rule)]).toEqual([422, ['blocklist']])
    expect((await functions.commit(pass, 'Example Corporation')).body.violations.map(({ rule }: { rule: string }) => rule)).toContain(
      'dictionary'
    )
    expect((await functions.commit(pass, GOOD)).status).toBe(200)
  })
})
