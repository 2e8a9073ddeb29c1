import type { PageWords } from '../messages/page/en.ts'
import { LOCALE_NAMES } from '../messages/page/names.ts'
import { html, type Markup } from './html.ts'
import { hidden } from './plain.ts'
import type { Frame } from './screen.ts'
import { ASSETS_PATH, LOGO_FILE } from './start.ts'

const key: Markup = html`<svg class="logo" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false"><rect width="32" height="32" rx="9"></rect>
  <circle cx="12" cy="16" r="4.5"></circle><path d="M16.5 16H26M22 16v4"></path></svg>`

// The name stands beside it, so it says nothing by itself.
const logo: Markup = html`<img class="logo" src="${ASSETS_PATH}${LOGO_FILE}" alt="">`

/** Whose page this is. */
export const header = (frame: Frame): Markup => html`
  ${frame.hasLogo ? logo : key}<span class="brand" dir="auto">${frame.brand}</span>`

/** A contact as a link where it is plainly one; never any other scheme than these three. */
function contactLink(contact: string): Markup {
  if (/^https:\/\/\S+$/.test(contact)) return html`<a href="${contact}"><bdi>${contact.replace(/^https:\/\//, '')}</bdi></a>`
  if (/^[^\s@:/?&]+@[^\s@:/?&]+$/.test(contact)) return html`<a href="mailto:${contact}"><bdi>${contact}</bdi></a>`
  if (/^\+[\d ()-]{5,}$/.test(contact)) return html`<a href="tel:${contact.replace(/[^+\d]/g, '')}"><bdi dir="ltr">${contact}</bdi></a>`
  return html`<bdi>${contact}</bdi>`
}

function contactLine(contact: string, words: PageWords): Markup {
  const [before, after] = words.foot.contact.split('{contact}')
  return html`<p>${before}${contactLink(contact)}${after}</p>`
}

const languages = (frame: Frame, words: PageWords): Markup => html`
  <form id="act-locale" ${frame.path === undefined ? html`method="post"` : html`method="get" action="${frame.path}"`} data-act="locale">${hidden('returnTo', frame.returnTo)}
    <div class="languages" role="group" aria-label="${words.foot.language}">
    ${frame.locales.map((locale) => html`<button name="lang" value="${locale}" lang="${locale}" class="quiet" aria-pressed="${String(locale === frame.locale)}">${LOCALE_NAMES[locale]}</button>`)}
    </div>
  </form>`

/** Help, whom to ask, and the languages. */
export const footer = (frame: Frame, words: PageWords): Markup => html`
  ${frame.help && html`<p dir="auto">${frame.help}</p>`}
  ${frame.contact && contactLine(frame.contact, words)}
  ${frame.locales.length > 1 && languages(frame, words)}`
