// Where a browser keeps and says things, searched for every secret of a reset: addresses, the history, storage, the console, and what is
// left of the document when it is done.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser } from '../../scripts/chromium.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { lastCode, wrongCode } from '../support/visitor.ts'

const REFUSED = 'refused-pass'
const NEW = 'correct horse battery staple'
const PORTAL = 'https://portal.example/app'

/** What was said outside of the document: requests' addresses and referrers, and the console. */
interface Overheard {
  addresses: string[]
  spoken: string[]
  /** What may be told to nobody, by its name. */
  secrets: Map<string, string>
}

function overhear(page: Page): Overheard {
  const overheard: Overheard = { addresses: [], spoken: [], secrets: new Map() }
  const { addresses, spoken, secrets } = overheard
  page.on('request', (request) => addresses.push(request.url(), request.headers()['referer'] ?? ''))
  page.on('framenavigated', (frame) => addresses.push(frame.url()))
  page.on('response', (response) => {
    addresses.push(response.headers()['location'] ?? '')
    if (!/\/verify$/.test(response.url()) || response.status() !== 200) return
    void response.json().then(({ grant }: { grant: string }) => secrets.set('grant', grant))
  })
  page.on('console', (message) => spoken.push(message.text(), message.location().url))
  page.on('pageerror', (error) => spoken.push(String(error.stack)))
  return overheard
}

/** What the tab remembers of where it was: addresses, titles, and the states that scripts left there. */
async function historyOf(page: Page): Promise<string> {
  const browser = await page.context().newCDPSession(page)
  const { entries } = await browser.send('Page.getNavigationHistory')
  await browser.detach()
  return JSON.stringify([entries, await page.evaluate(() => [history.state, location.href, document.referrer, document.title])])
}

const storageOf = (page: Page): Promise<string> =>
  page.evaluate(async () =>
    JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      window.name,
      await indexedDB.databases(),
      await caches.keys(),
      (await navigator.serviceWorker.getRegistrations()).length
    ])
  )

/** All of the document, with what stands in its fields. */
const documentOf = async (page: Page): Promise<string> =>
  (await page.content()) +
  JSON.stringify(await page.locator('input').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value)))

async function noteCookies(page: Page, { secrets }: Overheard) {
  for (const { name, value } of await page.context().cookies()) if (value.length > 20) secrets.set(name, value)
  const token = page.locator('input[name="token"]').first()
  if ((await token.count()) > 0) secrets.set(`form token of ${await page.title()}`, await token.inputValue())
  const grant = page.locator('input[name="grant"]')
  if ((await grant.count()) > 0) secrets.set('grant', await grant.inputValue())
}

/** A reset with a wrong code and a refused password, in which every step is looked at. */
async function walk(page: Page, sandbox: Sandbox, overheard: Overheard, hasScript: boolean) {
  const enter = async (field: string, text: string) => {
    await page.locator(field).fill(text)
    if (field !== '#code' || !hasScript) await page.keyboard.press('Enter')
  }
  const look = async () => {
    await noteCookies(page, overheard)
    overheard.addresses.push(await historyOf(page))
    overheard.spoken.push(await storageOf(page))
  }
  await page.goto(`${sandbox.url}/?returnTo=${encodeURIComponent(PORTAL)}`)
  await page.locator('#step-identify').waitFor()
  await look()
  await enter('#username', 'alice')
  await page.locator('#step-code').waitFor()
  await sandbox.settled()
  const code = lastCode(sandbox)
  for (const [name, value] of Object.entries({ username: 'alice', code, wrong: wrongCode(code), REFUSED, NEW }))
    overheard.secrets.set(name, value)
  await look()
  await enter('#code', wrongCode(code))
  await page.locator('#fault:not(:empty)').waitFor()
  await look()
  await enter('#code', code)
  await page.locator('#step-password').waitFor()
  await look()
  await enter('#password', REFUSED)
  await page.locator('[data-standing="refused"]').first().waitFor()
  await look()
  await enter('#password', NEW)
  await page.locator('#step-done').waitFor()
  await look()
}

test.each([
  ['with scripts', true],
  ['without scripts', false]
])(
  'SES-7, 55: %s no secret of a reset is in an address, the history, storage, the console, or the page when it is done',
  async (_, hasScript) => {
    const sandbox = await startSandbox({ settings: { RETURN_TO: JSON.stringify([PORTAL]) } })
    const browser = await openBrowser({ locale: 'en-GB', javaScriptEnabled: hasScript })
    try {
      const page = await browser.context.newPage()
      page.setDefaultTimeout(30_000)
      const overheard = overhear(page)
      await walk(page, sandbox, overheard, hasScript)
      const { secrets } = overheard
      expect([...secrets.keys()]).toEqual(expect.arrayContaining(['username', 'code', 'wrong', 'REFUSED', 'NEW', 'grant', '__Host-rekey']))
      for (const [name, secret] of secrets) expect(secret.length, name).toBeGreaterThan(4)
      const leaks = (where: string) => found(where, secrets)
      // The first step's token is of a new form. The name there is filled in by the browser, which no script of ours asks not to.
      const isExpected = (name: string) => /form/.test(name) || (!hasScript && name === 'username')
      const left = (where: string) => leaks(where).filter((name) => !isExpected(name))
      expect(leaks(await documentOf(page))).toEqual([])
      const steps = await page.evaluate(() => history.length)
      for (let back = 1; back < steps; back++) {
        await page.goBack({ waitUntil: 'load' }).catch(() => {})
        await page
          .locator('h1')
          .first()
          .waitFor({ timeout: 3000 })
          .catch(() => {})
        expect(left(await documentOf(page)), `${back} back: ${page.url()}`).toEqual([])
      }
      expect(leaks(overheard.addresses.join('\n'))).toEqual([])
      expect(leaks(overheard.spoken.join('\n'))).toEqual([])
    } finally {
      await browser.close()
      await sandbox.stop()
    }
  },
  120_000
)

/** The names of the secrets that stand in a text, as they are or as an address or a form writes them. */
function found(text: string, secrets: ReadonlyMap<string, string>): string[] {
  const written = (secret: string) => [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams([[secret, '']]).toString().slice(0, -1),
    btoa(secret)
  ]
  return [...secrets].filter(([, secret]) => written(secret).some((one) => text.includes(one))).map(([name]) => name)
}

test('a secret is found however it is written', () => {
  const secrets = new Map([['password', NEW]])
  for (const text of [`x ${NEW} y`, `?p=${encodeURIComponent(NEW)}`, '?p=correct+horse+battery+staple', btoa(NEW)])
    expect(found(text, secrets)).toEqual(['password'])
  expect(found('nothing', secrets)).toEqual([])
})
