import type { Option } from '../../flow/flow.ts'
import type { PageWords } from '../../messages/page/en.ts'
import { html, type Markup } from '../html.ts'
import { card, fault, form, noticeBox, progress, quiet, submit } from '../parts.ts'
import type { ChooseScreen } from '../screen.ts'
import { fill, stopwatch } from '../text.ts'

function choice(option: Option, { chosen }: ChooseScreen, words: PageWords): Markup {
  const text = words.choose
  const detail = option.masked ? html`<span class="masked" dir="ltr">${option.masked}</span>` : text[`${option.channel}Hint`]
  return html`<label class="choice">
    <input type="radio" name="option" value="${option.id}"${option.id === chosen && html` checked`} required>
    <span class="choice-text"><strong>${text[option.channel]}</strong><span class="hint">${detail}</span></span></label>`
}

/** Where should the code go? */
export function choose(screen: ChooseScreen, words: PageWords): Markup {
  const text = words.choose
  const wait = screen.secondsToSend > 0 && fill(text.wait, { time: stopwatch(screen.secondsToSend, words) })
  return card(
    'choose',
    progress(screen.mode, 'choose', words),
    text.heading,
    html`
    <p class="lead" id="lead">${text.lead}</p>
    ${noticeBox(screen, words)}
    ${form(
      'choose',
      html`
      <fieldset aria-labelledby="heading" aria-describedby="lead fault">
        ${screen.options.map((option) => choice(option, screen, words))}
      </fieldset>
      ${fault(screen.fault && text[screen.fault])}
      ${wait && screen.plain && html`<p class="hint">${wait}</p>`}
      ${wait && !screen.plain ? html`<button id="submit" class="main" disabled>${wait}</button>` : submit(text.action, screen, words)}`,
      screen
    )}
    ${screen.canGoBack && quiet('back', text.back, screen)}`
  )
}
