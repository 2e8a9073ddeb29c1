// docs/pages.md and its pictures, held against the states that the page has.
import { globSync, readFileSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { contents, pictures } from '../scripts/screenshots.ts'

test('docs/pages.md shows every state, and nothing else is kept', () => {
  expect(readFileSync('docs/pages.md', 'utf8')).toBe(contents())
  expect(globSync('img/states/*', { cwd: 'docs' }).sort()).toEqual(pictures().sort())
})

test('the pictures weigh at most 3 MB', () => {
  const bytes = pictures().reduce((sum, path) => sum + statSync(`docs/${path}`).size, 0)
  expect(bytes).toBeLessThanOrEqual(3 * 1024 * 1024)
})
