// What the person does, by the name that the markup gives it.
import type { Locale } from '../messages/locales.ts'
import { become, blame, current, forget, locale, run, speak } from './app.ts'
import { steps } from './fetched.ts'
import { restarted } from './model.ts'

/** The last code that was sent by itself: what was refused is not sent again without being asked. */
let tried: string | undefined

const codeIn = (text: string): string | undefined => steps()?.codeIn(text, current().config.codeLength)

const typed = (form: HTMLFormElement, name: string): string => String(new FormData(form).get(name) ?? '')

const ACTS: Readonly<Record<string, (form: HTMLFormElement, submitter: HTMLElement | null) => unknown>> = {
  identify(form) {
    const username = typed(form, 'username')
    if (username.trim() === '') return blame('missing')
    return run({ do: 'start', username, locale: locale() })
  },
  choose(form) {
    const option = typed(form, 'option')
    return option === '' ? blame('missing') : run({ do: 'challenge', option })
  },
  verify(form) {
    const code = codeIn(typed(form, 'code'))
    if (code === undefined) return blame('incomplete')
    tried = code
    return run({ do: 'verify', code })
  },
  commit(form) {
    const password = typed(form, 'password')
    if (password === '') return blame('missing')
    become({ ...current(), isRevealed: false })
    return run({ do: 'commit', password })
  },
  resend: () => run({ do: 'challenge', option: current().option }),
  another: () => become({ ...current(), isChoosing: true, fault: undefined }),
  back: () => become({ ...current(), isChoosing: false, fault: undefined }),
  resume() {
    history.pushState({ reset: true }, '')
    become({ ...current(), isAside: false })
    return run({ do: 'read' })
  },
  retry: () => run({ do: 'read' }),
  restart() {
    forget()
    become(restarted(current()))
  },
  locale: (_, submitter) => speak((submitter as HTMLButtonElement).value as Locale)
}

/** Buttons that send nothing. */
const PRESSES: Readonly<Record<string, () => void>> = {
  reveal: () => become({ ...current(), isRevealed: !current().isRevealed }),
  suggest: () => steps()?.suggest({ current, become })
}

/** Takes over from the browser every form that the markup names. */
export function listen(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    event.preventDefault()
    ACTS[form.dataset['act'] ?? '']?.(form, event.submitter)
  })
  document.addEventListener('click', (event) => {
    const { act = '' } = (event.target as Element).closest<HTMLElement>('button[type="button"]')?.dataset ?? {}
    PRESSES[act]?.()
  })
  document.addEventListener('input', (event) => {
    if (isCodeField(event.target) && !(event as InputEvent).isComposing) complete(event.target)
    if ((event.target as Element).id === 'password') steps()?.judgeTyped({ current, become })
  })
  document.addEventListener('compositionend', (event) => isCodeField(event.target) && complete(event.target))
  document.addEventListener('paste', pasted)
}

const isCodeField = (target: EventTarget | null): target is HTMLInputElement => target instanceof HTMLInputElement && target.id === 'code'

/** A whole code needs no button. */
function complete(field: HTMLInputElement): void {
  const code = codeIn(field.value)
  if (code === undefined || current().busy) return
  if (!steps()?.isBareCode(field.value)) field.value = code
  if (code !== tried) field.form?.requestSubmit()
}

/** A pasted message gives its code, whatever stood in the field before. */
function pasted(event: ClipboardEvent): void {
  if (!isCodeField(event.target)) return
  const code = codeIn(event.clipboardData?.getData('text') ?? '')
  if (code === undefined) return
  event.preventDefault()
  event.target.value = code
  complete(event.target)
}
