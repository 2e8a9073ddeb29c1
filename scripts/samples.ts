// Writes docs/samples: every message in every language, as it is sent. `--pictures` also takes pictures of the mails with a code.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { codeMail, codeSms } from '../lambdas/messages/code.ts'
import { expiryMail } from '../lambdas/messages/expiry.ts'
import type { MailContent } from '../lambdas/messages/letter.ts'
import { LOCALES, type Locale } from '../lambdas/messages/locales.ts'
import { changedMail, changedSms } from '../lambdas/messages/notice.ts'
import { LOCALE_NAMES } from '../lambdas/messages/page/names.ts'
import { pausedMail, pausedSms } from '../lambdas/messages/paused.ts'
import { openBrowser } from './chromium.ts'

const OUT = join(import.meta.dirname, '../docs/samples')

const branding = { name: 'Example Corp', contact: '+1 202 555 0100' }
const CODE = { code: '01234567', isCodeInSubject: false, minutes: 10, branding, origin: 'https://reset.example.com' }
const CHANGE = { at: Date.UTC(2026, 4, 1, 10, 20), area: '203.0.113.x', branding }

const mailsIn = (locale: Locale): Record<string, MailContent> => ({
  code: codeMail({ ...CODE, locale }),
  changed: changedMail({ ...CHANGE, locale }),
  paused: pausedMail({ branding, locale }),
  expiry: expiryMail({ at: CHANGE.at, link: CODE.origin, branding, locale })
})

const smsIn = (locale: Locale): string[] => [
  codeSms({ ...CODE, locale }),
  changedSms({ ...CHANGE, locale }),
  pausedSms({ branding, locale })
]

const plain = ({ subject, text }: MailContent): string => `Subject: ${subject}\n\n${text}`

const contents = (): string => `# Messages as they are sent

Made by \`scripts/samples.ts\` from the texts in \`lambdas/messages\`; \`test/messages/samples.test.ts\` keeps them true. An SMS is one segment.

| language | a code | your password was changed | self-service is paused | your password expires | all but the last by SMS |
|---|---|---|---|---|---|
${LOCALES.map(
  (locale) =>
    `| ${LOCALE_NAMES[locale]} | ${['code', 'changed', 'paused', 'expiry'].map((name) => `[HTML](${locale}/${name}.html), [text](${locale}/${name}.txt)`).join(' | ')} | [SMS](${locale}/sms.txt) |`
).join('\n')}

| | |
|---|---|
${PICTURES.map(([first, second]) => `| ![](${first}.png) | ![](${second}.png) |`).join('\n')}
`

/** Languages in light, and some in dark. */
const PICTURES = [
  ['en-light', 'en-dark'],
  ['ja-light', 'de-light'],
  ['fr-light', 'es-light'],
  ['ar-light', 'ar-dark']
] as const

/** Every file of docs/samples by its path, without the pictures. */
export function samples(): Map<string, string> {
  const files = new Map([['README.md', contents()]])
  for (const locale of LOCALES) {
    for (const [name, mail] of Object.entries(mailsIn(locale))) {
      files.set(`${locale}/${name}.html`, mail.html)
      files.set(`${locale}/${name}.txt`, plain(mail))
    }
    files.set(`${locale}/sms.txt`, `${smsIn(locale).join('\n\n----\n\n')}\n`)
  }
  return files
}

async function takePictures(): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { context, close } = await openBrowser({ viewport: { width: 390, height: 100 }, colorScheme, deviceScaleFactor: 1 })
    const page = await context.newPage()
    for (const locale of LOCALES) {
      const name = `${locale}-${colorScheme}`
      if (!PICTURES.flat().some((picture) => picture === name)) continue
      await page.setContent(codeMail({ ...CODE, locale }).html)
      await page.screenshot({ path: join(OUT, `${name}.png`), fullPage: true })
    }
    await close()
  }
}

if (import.meta.main) {
  for (const [path, text] of samples()) {
    await mkdir(join(OUT, dirname(path)), { recursive: true })
    await writeFile(join(OUT, path), text)
  }
  if (process.argv.includes('--pictures')) await takePictures()
}
