import type { PageWords } from '../../messages/page/en.ts'
import { html, type Markup } from '../html.ts'
import { card, fault, form, landing, noticeBox, progress, quiet, submit } from '../parts.ts'
import { type CodeScreen, WARNING_SECONDS } from '../screen.ts'
import { counted, fill, spoken, stopwatch } from '../text.ts'

const isOver = (screen: CodeScreen): boolean => screen.secondsLeft <= 0

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
  const left = screen.attemptsLeft === undefined ? '' : words.sentenceGap + counted(words.code.attempts, screen.attemptsLeft, words)
  return words.code.rejected + left
}

/** The time left is shown as it runs, but spoken only when it matters. */
function life(screen: CodeScreen, words: PageWords): Markup {
  const text = words.code
  const isSoon = !isOver(screen) && screen.secondsLeft <= WARNING_SECONDS
  const over = screen.secondsToSend === undefined ? text.overForGood : text.over
  const shown = isOver(screen) ? over : fill(isSoon ? text.soon : text.life, { time: spoken(screen.secondsLeft, words) })
  const said = isOver(screen) ? over : isSoon ? fill(text.soon, { time: spoken(WARNING_SECONDS, words) }) : screen.isResent && text.resent
  return html`<p class="${isOver(screen) || isSoon ? 'life urgent' : 'life'}">${shown}</p>
    <p id="said" class="unseen" role="status">${said}</p>`
}

/** What is left to do when the code has run out: then this is the main button. */
function onwards(screen: CodeScreen): 'resend' | 'restart' | undefined {
  if (!isOver(screen)) return undefined
  if (screen.secondsToSend === undefined) return 'restart'
  return screen.secondsToSend === 0 ? 'resend' : undefined
}

/** The quiet ways out, without the one that is the main button already. */
function others(screen: CodeScreen, words: PageWords): Markup {
  const text = words.code
  const next = onwards(screen)
  const wait = screen.secondsToSend ?? 0
  const canSend = screen.secondsToSend !== undefined
  const waiting = wait > 0 && fill(text.wait, { time: stopwatch(wait, words) })
  // What no script counts down is only said, and the button stays: too early, it says again how long.
  const isHeld = waiting !== false && !screen.plain
  return html`<div class="others">
    ${!canSend && html`<p class="hint">${text.noMore}</p>`}
    ${canSend && waiting && screen.plain && html`<p class="hint">${waiting}</p>`}
    ${canSend && next !== 'resend' && quiet('resend', isHeld ? waiting : text.resend, screen, isHeld)}
    ${canSend && screen.canSwitch && quiet('another', text.another, screen)}
    ${next !== 'restart' && quiet('restart', text.restart, screen)}
  </div>`
}

const field = (screen: CodeScreen, words: PageWords): Markup => html`
  <label for="code">${fill(words.code.label, { digits: screen.digits })}</label>
  <input id="code" name="code" class="digits" type="text" inputmode="numeric" autocomplete="one-time-code" autocapitalize="none" autocorrect="off"
    spellcheck="false" enterkeyhint="done" dir="ltr" required aria-describedby="fault lead hint" aria-invalid="${String(screen.fault !== undefined)}"${landing(screen)}>
  ${fault(faultText(screen, words))}`

/** What was the code? */
export function code(screen: CodeScreen, words: PageWords): Markup {
  const text = words.code
  const next = onwards(screen)
  const hint = screen.isResent ? text.resent : screen.channel && text[`${screen.channel}Hint`]
  return card(
    'code',
    progress(screen.mode, 'code', words),
    text.heading,
    html`
    <p class="lead" id="lead">${lead(screen, words)}</p>
    <p class="hint" id="hint">${hint}</p>
    ${noticeBox(screen, words)}
    ${form(
      'verify',
      html`
      ${field(screen, words)}
      ${life(screen, words)}
      ${!next && submit(text.action, screen, words)}`,
      screen
    )}
    ${next && form(next, html`<button id="submit" class="main">${text[next]}</button>`, screen)}
    ${others(screen, words)}`
  )
}
