import { expect, test } from 'vitest'
import { createSecret } from '../../lambdas/adapters/secrets/index.ts'
import { Misconfigured, Unavailable } from '../../lambdas/ports.ts'
import { json, loopback, type Reply } from './loopback.ts'

const held = (password: string) => json({ SecretString: JSON.stringify({ main: { bindDn: 'cn=search', password } }) })

async function aSecret(reply: (nth: number) => Reply) {
  const { endpoint, requests } = await loopback((_, nth) => reply(nth))
  const time = { now: 1_000_000 }
  const secret = createSecret({ id: 'rekey/search', clock: { now: () => time.now }, endpoint })
  return { secret, requests, time }
}

test('a credential is fetched once and kept for five minutes', async () => {
  const { secret, requests, time } = await aSecret((nth) => held(`password ${nth}`))
  await Promise.all([secret.read('main'), secret.read('main')])
  time.now += 299_999
  expect(await secret.read('main')).toEqual({ bindDn: 'cn=search', password: 'password 1' })
  expect(requests).toHaveLength(1)
  time.now += 1
  expect((await secret.read('main')).password).toBe('password 2')
})

test('renew fetches again at once, and then at most every ten seconds', async () => {
  const { secret, requests, time } = await aSecret((nth) => held(`password ${nth}`))
  await secret.read('main')
  expect((await secret.renew('main')).password).toBe('password 2')
  time.now += 9_999
  expect((await secret.renew('main')).password).toBe('password 2')
  time.now += 1
  expect((await Promise.all([secret.renew('main'), secret.renew('main')])).map((c) => c.password)).toEqual(['password 3', 'password 3'])
  expect((await secret.read('main')).password).toBe('password 3')
  expect(requests).toHaveLength(3)
})

test('a fetch that failed is not kept', async () => {
  const { secret } = await aSecret((nth) => (nth <= 3 ? json({ message: 'no' }, 500, 'InternalServiceError') : held('right')))
  await expect(secret.read('main')).rejects.toThrow(Unavailable)
  expect((await secret.read('main')).password).toBe('right')
})

test.each([
  ['another store', { other: { bindDn: 'cn=x', password: 'hidden-value' } }],
  ['an empty password', { main: { bindDn: 'hidden-value', password: '' } }],
  ['an empty name', { main: { bindDn: '', password: 'hidden-value' } }],
  ['another shape', { main: 'hidden-value' }],
  ['a list', ['hidden-value']]
])('refuses a secret of %s, naming the secret and the store only', async (_, value) => {
  const { secret } = await aSecret(() => json({ SecretString: JSON.stringify(value) }))
  const error: Error = await secret.read('main').then(
    () => Promise.reject(new Error('was read')),
    (reason: Error) => reason
  )
  expect(error).toBeInstanceOf(Misconfigured)
  expect(error.message).toContain('rekey/search')
  expect(`${error.message} ${error.cause}`).not.toContain('hidden-value')
})

test('refuses a secret that is not JSON without quoting it', async () => {
  const { secret } = await aSecret(() => json({ SecretString: 'hidden-value' }))
  await expect(secret.read('main')).rejects.toThrow(/^secret rekey\/search is not a JSON object/)
  await expect(secret.read('main')).rejects.not.toThrow(/hidden-value/)
})

test.each([
  [400, 'ResourceNotFoundException', Misconfigured],
  [400, 'AccessDeniedException', Misconfigured],
  [400, 'ThrottlingException', Unavailable]
])('Secrets Manager answering %i %s is told as such', async (status, name, expected) => {
  const { secret } = await aSecret(() => json({ message: 'no' }, status, name))
  await expect(secret.read('main')).rejects.toThrow(expected)
})

test('the pepper stands beside the stores, and comes with the same fetch', async () => {
  const pepper = 'p'.repeat(32)
  const { secret, requests } = await aSecret(() =>
    json({ SecretString: JSON.stringify({ main: { bindDn: 'cn=reset', password: 'x' }, pepper }) })
  )
  await secret.read('main')
  expect(await secret.pepper()).toBe(pepper)
  expect(requests).toHaveLength(1)
})

test.each([{}, { pepper: '' }, { pepper: 'p'.repeat(31) }, { pepper: 7 }])(
  'fails where the pepper of a secret is %j, without telling it',
  async (beside) => {
    const { secret } = await aSecret(() => json({ SecretString: JSON.stringify({ main: {}, ...beside }) }))
    await expect(secret.pepper()).rejects.toThrow(Misconfigured)
    await expect(secret.pepper()).rejects.toThrow(/^secret rekey\/search has no pepper of at least 32 characters/)
  }
)
