import { describe, expect, test } from 'vitest'
import { parseBody } from '../../lambdas/http/json.ts'
import { fc } from '../support/cases.ts'

describe('a body', () => {
  test('is one flat object', () => {
    expect(parseBody('{"a":"b","c":1}')).toEqual({ ok: true, value: { a: 'b', c: 1 } })
  })

  test.each(['', 'null', '[]', '"x"', '1', '{', '{"a":}', '{"a":1}x', "{'a':1}", '\ufeff{}'])(
    'refuses %j, which is no JSON object',
    (text) => {
      expect(parseBody(text).ok).toBe(false)
    }
  )

  test('INJ-9: refuses a name that is there twice, however it is spelled', () => {
    for (const text of ['{"a":1,"a":2}', '{"a":1,"\\u0061":2}', '{"a":{"b":1},"a":2}', '{"a" : 1 , "a" : 2}'])
      expect(parseBody(text)).toEqual({ ok: false, detail: 'body: holds a name twice' })
  })

  test('takes equal names at different depths, and names inside strings', () => {
    for (const text of ['{"a":{"a":1}}', '{"a":"\\"a\\":1","b":"{\\"a\\":2}"}', '{"a":[{"a":1},{"a":2}]}'])
      expect(parseBody(text).ok).toBe(true)
  })

  test('INJ-9: refuses __proto__ and leaves Object.prototype alone', () => {
    expect(parseBody('{"__proto__":{"polluted":true}}')).toMatchObject({ ok: false })
    expect(parseBody('{"\\u005f_proto__":1}')).toMatchObject({ ok: false })
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test('INJ-9: survives a depth that fits into a body', () => {
    expect(parseBody(`{"a":${'['.repeat(2000)}${']'.repeat(2000)}}`).ok).toBe(true)
  })

  test('reads whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const text = JSON.stringify(value)
        fc.pre(!Object.hasOwn(value, '__proto__'))
        expect(parseBody(text)).toEqual({ ok: true, value: JSON.parse(text) })
      })
    )
  })
})
