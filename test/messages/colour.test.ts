// Colours that can be read, by WCAG 2.2.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { accentsOf, contrast, contrastProblem } from '../../lambdas/messages/colour.ts'
import { fc } from '../support/cases.ts'

test.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  ['#777777', '#ffffff', 4.478],
  ['#767676', '#ffffff', 4.542],
  ['#0000ff', '#ffffff', 8.592],
  ['#ff0000', '#ffffff', 3.998]
])('%s on %s has the contrast that the formula says', (one, other, ratio) => {
  expect(contrast(one, other)).toBeCloseTo(ratio, 2)
  expect(contrast(other, one)).toBe(contrast(one, other))
})

const COLOURS = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)

test('a colour that is refused comes with the ratio and a neighbour that is taken', () => {
  fc.assert(
    fc.property(COLOURS, (color) => {
      const problem = contrastProblem(color)
      const [, measured = '', near = ''] = /^has a contrast of (\d\.\d\d) .* (#[0-9a-f]{6}) is near/.exec(problem ?? '') ?? []
      return problem === undefined || (Number(measured) < 4.5 && contrastProblem(near) === undefined)
    }),
    { numRuns: 500 }
  )
})

describe('every colour that is taken', () => {
  const style = readFileSync('lambdas/page/page.css', 'utf8')
  const [light = '', dark = ''] = style.split('@media (prefers-color-scheme: dark)')
  const named = (css: string, name: string): string => {
    const value = new RegExp(`--${name}: (#[0-9a-f]+);`).exec(css)?.[1] ?? ''
    return value.length === 4 ? `#${[...value.slice(1)].map((digit) => digit + digit).join('')}` : value
  }

  test.each([
    ['light', light],
    ['dark', dark]
  ] as const)('can be read in %s: as text on every ground of the page, and under the text of a button', (theme, css) => {
    fc.assert(
      fc.property(COLOURS, (color) => {
        if (contrastProblem(color) !== undefined) return true
        const { accent, strong, tint } = accentsOf(color)[theme]
        const grounds = [named(css, 'paper'), named(css, 'ground'), tint, named(css, 'on-accent')]
        const pairs = [...grounds.map((ground) => [accent, ground]), [strong, named(css, 'on-accent')], [named(css, 'ink'), tint]]
        return pairs.every(([one = '', other = '']) => contrast(one, other) >= 4.5)
      }),
      { numRuns: 500 }
    )
  })
})

test('the page’s own colours pass', () => expect(contrastProblem('#2446c8')).toBeUndefined())
