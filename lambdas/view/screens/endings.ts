import type { PageWords } from '../../messages/page/en.ts'
import { html, type Markup } from '../html.ts'
import { card, form, noticeBox, quiet } from '../parts.ts'
import type { DoneScreen, EndedScreen, SavingScreen } from '../screen.ts'

const mark = (kind: 'good' | 'bad', path: string): Markup =>
  html`<div class="mark ${kind}" aria-hidden="true"><svg viewBox="0 0 24 24" width="28" height="28" focusable="false"><path d="${path}"></path></svg></div>`

/** The change is under way. */
export const saving = (screen: SavingScreen, words: PageWords): Markup =>
  card(
    'saving',
    undefined,
    words.saving.heading,
    html`
    <p class="lead">${words.saving.lead}</p>
    ${noticeBox(screen, words)}
    ${screen.notice ? form('retry', html`<button id="submit" class="main">${words.notice.retry}</button>`, screen) : html`<div class="waiting" aria-hidden="true"></div>`}`
  )

/** The new password is in the directory. Nobody is logged in by it. */
export const done = (screen: DoneScreen, words: PageWords): Markup =>
  card(
    'done',
    mark('good', 'M5 12.5 10 17.5 19 7'),
    words.done.heading,
    html`
    <p class="lead">${words.done.lead}</p>
    <ul class="points"><li>${words.done.devices}</li><li>${words.done.others}</li><li>${words.done.notice}</li></ul>
    ${screen.returnTo && html`<a class="main" href="${screen.returnTo}">${words.back}</a>`}
    ${quiet('restart', words.done.again, screen)}`
  )

/** It is over without a new password. */
export const ended = (screen: EndedScreen, words: PageWords): Markup =>
  card(
    'ended',
    mark('bad', 'M12 6v8M12 17.5v.5'),
    words.ended[screen.reason].heading,
    html`
    <p class="lead">${words.ended[screen.reason].lead}</p>
    ${form('restart', html`<button id="submit" class="main">${words.ended.action}</button>`, screen)}
    ${screen.returnTo && html`<a class="quiet" href="${screen.returnTo}">${words.back}</a>`}`
  )
