import crypto, { createHmac, randomBytes } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { describe, expect, test, vi } from 'vitest'
import { codeFrom, codeMessage, digest, grantFor, sameCode } from '../../lambdas/flow/code.ts'
import { fc } from '../support/cases.ts'

const macOf = (number: bigint): Uint8Array => {
  const mac = Buffer.alloc(32, 0xff)
  mac.writeBigUInt64BE(number)
  return mac
}

describe('a code', () => {
  test.each([
    [0n, '00000000'],
    [7n, '00000007'],
    [42n, '00000042'],
    [100_000_000n, '00000000'],
    [12_345_678n, '12345678'],
    [2n ** 64n - 1n, '09551615']
  ])('OTP-2: keeps its leading zeros (%s → %s)', (number, code) => {
    expect(codeFrom(macOf(number), 8)).toBe(code)
  })

  test('is made of the first eight bytes, wherever the MAC lies in its buffer', () => {
    const pool = Buffer.concat([Buffer.alloc(5, 9), macOf(42n)])
    expect(codeFrom(pool.subarray(5), 6)).toBe('000042')
  })

  test('OTP-1: is evenly distributed in every digit', () => {
    const key = randomBytes(32)
    const count = 100_000
    const digits = Array.from({ length: 8 }, () => new Array<number>(10).fill(0))
    for (let i = 0; i < count; i++) {
      const code = codeFrom(
        createHmac('sha256', key)
          .update(codeMessage('f', i, 'o', 'a'))
          .digest(),
        8
      )
      for (let place = 0; place < 8; place++) {
        const row = digits[place] as number[]
        row[Number(code[place])] = (row[Number(code[place])] ?? 0) + 1
      }
    }
    // Nine degrees of freedom: above 33.7 has p < 10^-4.
    for (const row of digits) expect(row.reduce((sum, seen) => sum + (seen - count / 10) ** 2 / (count / 10), 0)).toBeLessThan(40)
  })

  test('has another message for every flow, version, option and account', () => {
    const parts = fc.tuple(fc.string(), fc.nat(), fc.string(), fc.string()).filter((p) => !p.join('').includes('\0'))
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        expect(codeMessage(...a) === codeMessage(...b)).toBe(a.join('\0') === b.join('\0'))
      })
    )
  })

  test('OTP-11, 19: is compared whole, by what takes as long wherever two codes differ', () => {
    const compared = vi.spyOn(crypto, 'timingSafeEqual')
    syncBuiltinESMExports()
    for (const guess of ['22345678', '12345679', '12345678']) sameCode('12345678', guess)
    expect(compared).toHaveBeenCalledTimes(3)
    compared.mockRestore()
    syncBuiltinESMExports()
    expect(sameCode('12345678', '12345678')).toBe(true)
    expect(sameCode('12345678', '12345679')).toBe(false)
    expect(sameCode('12345678', '1234567')).toBe(false)
  })
})

describe('a grant', () => {
  const secret = randomBytes(32).toString('base64url')

  test('is found again with the cookie, and differs by flow, version and cookie', () => {
    expect(grantFor(secret, 'flow', 1)).toBe(grantFor(secret, 'flow', 1))
    const others = [grantFor(secret, 'flow', 2), grantFor(secret, 'other', 1), grantFor(randomBytes(32).toString('base64url'), 'flow', 1)]
    expect(new Set([grantFor(secret, 'flow', 1), ...others]).size).toBe(4)
  })

  test('has 256 bits and is remembered by its digest only', () => {
    expect(Buffer.from(grantFor(secret, 'flow', 1), 'base64url')).toHaveLength(32)
    expect(digest(grantFor(secret, 'flow', 1))).not.toBe(grantFor(secret, 'flow', 1))
  })
})
