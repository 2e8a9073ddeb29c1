import type { PageWords } from '../../messages/page/en.ts'
import { html, type Markup } from '../html.ts'
import { card, fault, form, landing, noticeBox, progress, submit } from '../parts.ts'
import { passwordRules } from '../password-rules.ts'
import { type PasswordScreen, type RuleLine, WARNING_SECONDS } from '../screen.ts'
import { counted, fill, spoken } from '../text.ts'

/** Said by text and shown by shape; what is only checked later is told to everybody. */
function standingOf(rule: RuleLine, text: PageWords['password']): Markup {
  if (rule.isBroken) return html` <span class="unseen">(${text.broken})</span>`
  if (rule.standing === 'later') return html` <span class="hint">(${text.later})</span>`
  return html`${rule.standing && html` <span class="unseen">(${text[rule.standing]})</span>`}`
}

const lineId = (index: number): string => `rule-${index}`

const line = (
  rule: RuleLine,
  index: number,
  words: PageWords
): Markup => html`<li class="rule" data-standing="${rule.isBroken ? 'refused' : (rule.standing ?? 'open')}">
  <span id="${lineId(index)}" dir="auto">${rule.message}</span>${standingOf(rule, words.password)}</li>`

function faultText(screen: PasswordScreen, words: PageWords): string | undefined {
  if (screen.fault === 'missing') return words.password.missing
  if (screen.fault !== 'refused') return undefined
  const broken = screen.rules.filter((rule) => rule.isBroken).length
  return broken > 0 ? counted(words.password.refused, broken, words) : words.password.unaccepted
}

const asked = ({ rules }: PasswordScreen) => rules.flatMap(({ rule, params }) => (rule && params ? [{ rule, params }] : []))

/** The rules without how they stand: a description that changed with every key would be read out with every key. */
const described = ({ rules }: PasswordScreen): string => ['fault', ...rules.map((_, index) => lineId(index))].join(' ')

const field = (screen: PasswordScreen, words: PageWords): Markup => html`
  <label for="password">${words.password.label}</label>
  <div class="revealing">
    <input id="password" name="password" type="${screen.isRevealed ? 'text' : 'password'}" autocomplete="new-password" autocapitalize="none"
      autocorrect="off" spellcheck="false" enterkeyhint="done" dir="auto" required passwordrules="${passwordRules(asked(screen))}"
      aria-describedby="${described(screen)}" aria-invalid="${String(screen.fault !== undefined)}"${landing(screen)}>
    ${!screen.plain && reveal(screen, words)}
  </div>
  ${fault(faultText(screen, words))}
  <div class="aid">
    ${screen.canSuggest && html`<button type="button" class="quiet" data-act="suggest" aria-controls="password">${words.password.suggest}</button>`}
    <p id="suggested" class="hint" role="status">${screen.isSuggested && words.password.suggested}</p>
  </div>`

const reveal = (
  { isRevealed }: PasswordScreen,
  words: PageWords
): Markup => html`<button type="button" class="reveal" data-act="reveal" aria-controls="password"
      aria-label="${isRevealed ? words.password.hide : words.password.show}">${eye(isRevealed)}</button>`

const eye = (isOpen: boolean): Markup => html`<svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false">
  <path d="M2.5 12s3.5-6.5 9.5-6.5S21.5 12 21.5 12s-3.5 6.5-9.5 6.5S2.5 12 2.5 12Z"></path><circle cx="12" cy="12" r="2.8"></circle>
  ${isOpen && html`<path d="M4 20 20 4"></path>`}</svg>`

/** What shall it be? */
export function password(screen: PasswordScreen, words: PageWords): Markup {
  const text = words.password
  const isSoon = screen.secondsLeft <= WARNING_SECONDS
  // Password managers file the new password under the name that stands in the same form.
  const username = html`<input class="unseen" type="text" name="username" value="${screen.username}" autocomplete="username" tabindex="-1" aria-hidden="true" readonly>`
  return card(
    'password',
    progress(screen.mode, 'password', words),
    text.heading,
    html`
    <p class="lead">${text.lead}</p>
    ${noticeBox(screen, words)}
    ${form(
      'commit',
      html`
      ${screen.username !== '' && username}
      ${field(screen, words)}
      <div id="rules" class="rules"><h2>${text.rules}</h2><ul>${screen.rules.map((rule, index) => line(rule, index, words))}</ul></div>
      <p id="tally" class="unseen" role="status">${screen.tally && fill(text.tally, screen.tally)}</p>
      <p class="hint">${text.tip}</p>
      ${submit(text.action, screen, words)}
      <p class="${isSoon ? 'life urgent' : 'life'}">${fill(text.life, { time: spoken(screen.secondsLeft, words) })}</p>
      <p id="said" class="unseen" role="status">${isSoon && fill(text.life, { time: spoken(WARNING_SECONDS, words) })}</p>`,
      screen
    )}`
  )
}
