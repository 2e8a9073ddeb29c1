// A logo: what is taken, and that it is deployed with the page alone.
import { globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, Stack } from 'aws-cdk-lib'
import { Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf } from '../../lib/artefacts.ts'
import { logoProblems, logoSvg } from '../../lib/logo.ts'
import { addPageFiles } from '../../lib/page-files.ts'
import { variablesOf } from '../../lib/variables.ts'
import { aConfiguration, standIns } from './support/synthesised.ts'

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z" fill="#123456"/></svg>'
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4z8AARAAI/gH/xp559wAAAABJRU5ErkJggg==', 'base64')

let folder: string
const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rekey-logo-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('an SVG is taken as it is, a PNG is put into one in its own size', () => {
  const [svg, png] = [file('a.svg', SVG), file('a.PNG', PNG)]
  expect([logoProblems(svg), logoProblems(png), logoProblems(undefined)]).toEqual([[], [], []])
  expect(logoSvg(svg)).toBe(SVG)
  expect(logoSvg(png)).toContain('viewBox="0 0 2 1"')
  expect(logoSvg(png)).toContain(`href="data:image/png;base64,${PNG.toString('base64')}"`)
})

describe('refuses', () => {
  test.each([
    ['x.svg', 'hello', 'is not an SVG image'],
    ['x.png', SVG, 'is not a PNG image'],
    ['big.svg', `${SVG}${' '.repeat(65536)}`, 'has 65'],
    ['script.svg', SVG.replace('<path', '<script>alert(1)</script><path'), 'must be a picture alone'],
    ['handler.svg', SVG.replace('<path', '<path onload="alert(1)"'), 'must be a picture alone'],
    ['far.svg', SVG.replace('<path', '<image href="https://elsewhere.example/x.png"/><path'), 'must be a picture alone'],
    ['bare.svg', SVG.replace('<path', '<image href=//elsewhere.example/x.png /><path'), 'must be a picture alone'],
    ['svg-in-svg.svg', SVG.replace('<path', '<image href="data:image/svg+xml,x"/><path'), 'must be a picture alone'],
    ['style.svg', SVG.replace('<path', '<style>@import "x.css"</style><path'), 'must be a picture alone'],
    ['html.svg', SVG.replace('<path', '<foreignObject></foreignObject><path'), 'must be a picture alone']
  ])('%s', (name, content, told) => {
    expect(logoProblems(file(name, content))).toEqual([expect.stringContaining(`branding.logo: ${told}`)])
  })

  test('no picture that only refers to itself', () => {
    expect(logoProblems(file('own.svg', SVG.replace('<path', '<use href="#a"/><path fill="url(#g)"')))).toEqual([])
  })
})

test('it is deployed among the page’s files, with the pages of one’s own, and of its place only the name is in a variable', () => {
  mkdirSync(join(folder, 'pages'))
  file('pages/reset.html', '<!doctype html>')
  const branding = { name: 'Acme', logo: file('brand.svg', SVG) }
  const app = new App({ outdir: join(folder, 'cdk.out') })
  const code = codeOf(join(standIns(), 'page'), (copy) =>
    addPageFiles(join(copy, 'assets'), { logo: branding.logo, pages: join(folder, 'pages') })
  )
  new Lambda(new Stack(app, 'Page'), 'page', { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code })
  app.synth()
  const [deployed = ''] = globSync(join(folder, 'cdk.out/asset.*'))
  expect(readFileSync(join(deployed, 'assets/logo.svg'), 'utf8')).toBe(SVG)
  expect(readdirSync(join(deployed, 'assets')).sort()).toEqual(['logo.svg', 'reset.html'])
  expect(readdirSync(deployed)).toContain('index.mjs')
  const variables = variablesOf(aConfiguration({ branding }), {} as Parameters<typeof variablesOf>[1])
  expect(variables.BRANDING).toBe('{"name":"Acme","logo":"brand.svg"}')
})
