import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { hashOf, isInOracleHistory, type Past, packPast, placeOf, unpackPast, withNewest } from '../../lambdas/policy/history.ts'

const salt = (): Uint8Array => new Uint8Array(16).fill(7)
const past = (flow: string, ...hashes: string[]): Past => ({ salt: 'c2FsdA', flow, hashes })

test('a past is packed and unpacked as it was', () => {
  const known = past('flow-1', 'one', 'two')
  expect(unpackPast(packPast(known), salt)).toEqual(known)
  expect(packPast(known)).toBe('v1.c2FsdA.flow-1.one.two')
})

test.each([undefined, '', 'v9.x.y.z'])('%j is a past without passwords, under a new salt', (packed) => {
  expect(unpackPast(packed, salt)).toEqual({ salt: Buffer.from(salt()).toString('base64url'), flow: '', hashes: [] })
})

test('the newest password is the first, and what this flow wrote does not count against it', () => {
  const known = past('flow-2', 'b', 'a')
  expect(['b', 'a', 'c'].map((hash) => placeOf(known, hash, 'flow-3'))).toEqual([1, 2, undefined])
  expect(['b', 'a'].map((hash) => placeOf(known, hash, 'flow-2'))).toEqual([undefined, 1])
})

test('a new password comes first, the oldest falls out, and a second try replaces the first', () => {
  const known = past('flow-2', 'b', 'a')
  expect(withNewest(known, 'c', 'flow-3', 2)).toEqual(past('flow-3', 'c', 'b'))
  expect(withNewest(known, 'c', 'flow-2', 5)).toEqual(past('flow-2', 'c', 'a'))
})

test('a hash depends on password, pepper and salt', async () => {
  const asked = [
    ['password', 'pepper', 'c2FsdHNhbHRzYWx0c2FsdA'],
    ['Password', 'pepper', 'c2FsdHNhbHRzYWx0c2FsdA'],
    ['password', 'Pepper', 'c2FsdHNhbHRzYWx0c2FsdA'],
    ['password', 'pepper', 'U2FsdHNhbHRzYWx0c2FsdA']
  ] as const
  const hashes = await Promise.all([...asked, asked[0]].map(([password, pepper, own]) => hashOf(password, pepper, own)))
  expect(new Set(hashes).size).toBe(4)
  expect(hashes[4]).toBe(hashes[0])
  expect(Buffer.from(hashes[0] ?? '', 'base64url')).toHaveLength(16)
})

describe('Oracle’s own history', () => {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const values = [`${digest('old one' + 'Alice').toString('hex')}###${digest('old two' + 'alice').toString('base64')}`]
  test.each([
    ['old one', ['Alice'], true],
    ['old two', ['Alice'], true],
    ['old one', ['bob'], false],
    ['old three', ['Alice'], false],
    ['', ['Alice'], false]
  ])('of %j for %j: %j', (password, ids, isKnown) => expect(isInOracleHistory(values, password, ids)).toBe(isKnown))
  test('that is empty holds nothing', () => expect(isInOracleHistory([], 'x', ['y']) || isInOracleHistory([''], '', [''])).toBe(false))
})
