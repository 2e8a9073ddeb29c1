import type { PageWords } from '../../messages/page/en.ts'
import { html, type Markup } from '../html.ts'
import { card, fault, form, landing, noticeBox, quiet, submit } from '../parts.ts'
import type { IdentifyScreen } from '../screen.ts'

/** Who are you? */
export function identify(screen: IdentifyScreen, words: PageWords): Markup {
  const text = words.identify
  return card(
    'identify',
    undefined,
    text.heading,
    html`
    <p class="lead">${text.lead}</p>
    ${noticeBox(screen, words)}
    ${form(
      'identify',
      html`
      <label for="username">${text.label}</label>
      <input id="username" name="username" type="text" value="${screen.username}" autocomplete="username" autocapitalize="none" autocorrect="off"
        spellcheck="false" enterkeyhint="next" dir="auto" required aria-describedby="fault hint" aria-invalid="${String(screen.fault !== undefined)}"${landing(screen)}>
      ${fault(screen.fault && text[screen.fault])}
      <p id="hint" class="hint">${text.hint}</p>
      ${submit(text.action, screen, words)}`,
      screen
    )}
    ${screen.canResume && quiet('resume', text.resume, screen)}`
  )
}
