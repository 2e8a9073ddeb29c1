// The looks of every mail. No colour is set, so each client's own light or dark pair holds, but for a line in the organisation's under its
// name, which nobody has to read; nothing is fetched from afar.
import { type Html, html } from './html.ts'
import { directionOf } from './locales.ts'
import type { Letter } from './texts.ts'

/** The parts of a mail; whom it goes to is the courier's matter. */
export interface MailContent {
  subject: string
  text: string
  html: string
}

/** The groups that a code is read in: by threes where that comes out even, else two halves. */
function groups(code: string): string[] {
  const size = code.length % 3 === 0 ? 3 : Math.ceil(code.length / 2)
  return code.match(new RegExp(`.{1,${size}}`, 'g')) ?? []
}

// The gap between the groups is a margin, so that what is copied is the digits alone.
const codeBox = (code: string): Html => html`
      <p dir="ltr" style="margin:24px 0;padding:16px;border:1px solid #888;border-radius:12px;text-align:center;font:600 34px/1.2 ui-monospace,Menlo,Consolas,monospace;-webkit-user-select:all;user-select:all">${groups(
        code
      ).map((group, index) => html`<span style="margin-left:${index === 0 ? 0 : 14}px">${group}</span>`)}</p>`

const paragraph = (text: string): Html => html`
      <p style="margin:0 0 16px">${text}</p>`

/** What to do if it was somebody else, and whom to tell: apart, so that it is found. */
const last = (text: string | undefined): Html => html`
      <p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #888">${text}</p>`

// As a browser shows it, so that what is read is what is opened.
const linkLine = (link: string): Html => html`
      <p dir="ltr" style="margin:24px 0;text-align:center"><a href="${link}">${link}</a></p>`

/** What stands between a letter's paragraphs, and what surrounds it. */
interface Around {
  brand: string
  color?: string | undefined
  locale: string
  code?: string
  link?: string
}

/** A letter as a mail, with its code or its link where it has one. */
export function mailOf(letter: Letter, { brand, color, locale, code, link }: Around): MailContent {
  const { subject, heading, before, after } = letter
  const dir = directionOf(locale)
  // Twice said: webmail drops the document and keeps what is inside.
  const page = html`<!doctype html>
<html lang="${locale}" dir="${dir}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="supported-color-schemes" content="light dark">
    <title>${subject}</title>
  </head>
  <body style="margin:0;padding:24px 16px">
    <div lang="${locale}" dir="${dir}" style="max-width:480px;margin:0 auto;font:16px/1.6 system-ui,-apple-system,'Segoe UI',Roboto,'Hiragino Sans','Noto Sans JP',sans-serif">
      <p style="margin:0 0 24px;font-weight:600${color && `;padding-bottom:12px;border-bottom:3px solid ${color}`}"><bdi>${brand}</bdi></p>
      <h1 style="margin:0 0 16px;font-size:22px;line-height:1.3">${heading}</h1>${before.map(paragraph)}${code && codeBox(code)}${link && linkLine(link)}${after.slice(0, -1).map(paragraph)}${last(after.at(-1))}
    </div>
  </body>
</html>
`
  const text = [brand, ...before, ...[code, link].flatMap((one) => (one ? [`    ${one}`] : [])), ...after].join('\n\n')
  return { subject, text: `${text}\n`, html: page.markup }
}
