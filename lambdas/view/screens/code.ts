import type { PageWords } from '../../messages/page/en.ts'
import { html, type Markup } from '../html.ts'
import { card, fault, form, noticeBox, progress, quiet, submit } from '../parts.ts'
import { type CodeScreen, WARNING_SECONDS } from '../screen.ts'
import { counted, fill, spoken, stopwatch } from '../text.ts'

function lead(screen: CodeScreen, words: PageWords): Markup {
  const text = words.code
  if (!screen.masked) return html`${text[screen.channel ?? 'sent']}`
  // The address keeps its direction inside a right-to-left sentence.
  const [before, after] = text.masked.split('{address}')
  return html`${before}<bdi class="masked" dir="ltr">${screen.masked}</bdi>${after}`
}

function faultText(screen: CodeScreen, words: PageWords): string | undefined {
  if (screen.fault === 'incomplete') return fill(words.code.incomplete, { digits: screen.digits })
  if (screen.fault !== 'rejected') return undefined
  const left = screen.attemptsLeft === undefined ? '' : ` ${counted(words.code.attempts, screen.attemptsLeft, words)}`
  return words.code.rejected + left
}

/** The time left is shown as it runs, but spoken only when it matters. */
function life(screen: CodeScreen, words: PageWords): Markup {
  const text = words.code
  const isOver = screen.secondsLeft <= 0
  const isSoon = !isOver && screen.secondsLeft <= WARNING_SECONDS
  const over = screen.secondsToSend === undefined ? text.overForGood : text.over
  const shown = isOver ? over : fill(isSoon ? text.soon : text.life, { time: spoken(screen.secondsLeft, words) })
  const said = isOver ? over : isSoon ? fill(text.soon, { time: spoken(WARNING_SECONDS, words) }) : screen.isResent && text.resent
  return html`<p class="${isOver || isSoon ? 'life urgent' : 'life'}" aria-hidden="true">${shown}</p>
    <p id="said" class="unseen" role="status">${said}</p>`
}

function others(screen: CodeScreen, words: PageWords): Markup {
  const text = words.code
  const wait = screen.secondsToSend
  const resend = wait === undefined
    ? html`<p class="hint">${text.noMore}</p>`
    : quiet('resend', wait > 0 ? fill(text.wait, { time: stopwatch(wait, words) }) : text.resend, wait > 0)
  const another = screen.canSwitch && wait !== undefined && quiet('another', text.another)
  return html`<div class="others">${resend}${another}${quiet('restart', text.restart)}</div>`
}

/** What was the code? */
export function code(screen: CodeScreen, words: PageWords): Markup {
  const text = words.code
  const hint = screen.isResent ? text.resent : screen.channel && text[`${screen.channel}Hint`]
  return card('code', progress(screen.mode, 'code', words), text.heading, html`
    <p class="lead" id="lead">${lead(screen, words)}</p>
    <p class="hint" id="hint">${hint}</p>
    ${noticeBox(screen.notice, words)}
    ${form('verify', html`
      <label for="code">${fill(text.label, { digits: screen.digits })}</label>
      <input id="code" name="code" class="digits" type="text" inputmode="numeric" autocomplete="one-time-code" autocapitalize="none" autocorrect="off"
        spellcheck="false" enterkeyhint="done" dir="ltr" required aria-describedby="fault lead hint" aria-invalid="${String(screen.fault !== undefined)}" data-focus>
      ${fault(faultText(screen, words))}
      ${life(screen, words)}
      ${submit(text.action, screen, words)}`)}
    ${others(screen, words)}`)
}
