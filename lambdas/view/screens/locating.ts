import type { PageWords } from '../../messages/page/en.ts'
import { html, type Markup } from '../html.ts'
import { card, form, noticeBox, progress } from '../parts.ts'
import type { LocatingScreen } from '../screen.ts'

/** A short wait before the choice. */
export function locating(screen: LocatingScreen, words: PageWords): Markup {
  const text = words.locating
  const wait = html`<div class="waiting" aria-hidden="true"></div>`
  const retry = form('retry', html`<button id="submit" class="main">${text.retry}</button>`, screen)
  return card(
    'locating',
    progress(screen.mode, 'choose', words),
    text.heading,
    html`
    <p class="lead">${text.lead}</p>
    ${noticeBox(screen, words)}
    ${screen.notice ? retry : wait}`
  )
}
