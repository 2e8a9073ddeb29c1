// What a deployment adds to the page's files is served by the sandbox too: a logo, and pages of one's own.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { administratorOf } from '../support/administrator.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'

const LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z" fill="#123456"/></svg>'
const PAGE = '<!doctype html><title>Acme</title><script src="/assets/reset.js"></script>'

let folder: string
let sandbox: Sandbox
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rekey-page-files-'))
  const [logo, pages] = [join(folder, 'acme.svg'), join(folder, 'pages')]
  mkdirSync(pages)
  writeFileSync(logo, LOGO)
  writeFileSync(join(pages, 'reset.html'), PAGE)
  writeFileSync(join(pages, 'reset.js'), 'export {}')
  sandbox = await startSandbox({ pages, settings: { BRANDING: JSON.stringify({ name: 'Acme', logo }) } })
})
afterAll(async () => {
  await sandbox?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const get = (path: string) => fetch(`${sandbox.url}${path}`, { redirect: 'manual' })

test('the logo is in the page, and of its place the functions know the name alone', async () => {
  expect(await (await get('/')).text()).toContain('src="/assets/logo.svg"')
  const answer = await get('/assets/logo.svg')
  expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, 'image/svg+xml', LOGO])
  expect(JSON.parse(sandbox.environment['BRANDING'] ?? '')).toEqual({ name: 'Acme', logo: 'acme.svg' })
})

test('pages are served beside ours, under the headers of ours', async () => {
  const [own, page, script] = [await get('/assets/page.css'), await get('/assets/reset.html'), await get('/assets/reset.js')]
  expect([page.status, await page.text()]).toEqual([200, PAGE])
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  for (const name of ['content-security-policy', 'cache-control', 'x-content-type-options'])
    expect([page.headers.get(name), script.headers.get(name)]).toEqual([own.headers.get(name), own.headers.get(name)])
})

test('customWebRoot leads to them, and back', async () => {
  const admin = administratorOf(sandbox)
  const lead = async (customWebRoot: string) => {
    const { body } = await admin.get('/forgot-password')
    expect((await admin.put('/forgot-password', { rev: body.rev, customWebRoot })).status).toBe(200)
    sandbox.clock.advance(61)
    return (await get('/.well-known/change-password')).headers.get('location')
  }
  expect(await lead('/assets/reset.html')).toBe(`${sandbox.url}/assets/reset.html`)
  expect(await lead('')).toBe(`${sandbox.url}/`)
})
