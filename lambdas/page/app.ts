// The running page: one model, one way to change it, one way to show it.
import { directionOf, LOCALES, type Locale } from '../messages/locales.ts'
import type { PageWords } from '../messages/page/en.ts'
import { footer, header } from '../view/frame.ts'
import type { Markup } from '../view/html.ts'
import { title } from '../view/render.ts'
import type { Screen } from '../view/screen.ts'
import { identify } from '../view/screens/identify.ts'
import { frameOf } from '../view/start.ts'
import { type Errand, runErrand, serverNow } from './api.ts'
import { fetchSteps, steps } from './fetched.ts'
import { keep, recall } from './memory.ts'
import { answered, asked, faulted, type Model, nextRead } from './model.ts'
import { adopt, show } from './patch.ts'
import { firstScreenOf } from './screen-of.ts'
import { loadWords } from './words.ts'

const place = (id: string): HTMLElement => document.getElementById(id) as HTMLElement

let model: Model
let words: PageWords
/** The step that was shown last: a new one takes the focus, also the first, which was there before the script. */
let stepShown: string | undefined
let timer: ReturnType<typeof setTimeout> | undefined

/** What the page knows now. */
export const current = (): Model => model

/** The language that the page is in. */
export const locale = (): Locale => LOCALES.find((known) => known === words.locale) ?? LOCALES[0]

/** Starts with a model, in a language, and keeps the countdowns running. `isDrawn`: the document came with this very screen. */
export function begin(first: Model, spoken: PageWords, isDrawn: boolean): void {
  words = spoken
  model = first
  paint(isDrawn ? adopt : show)
  schedule()
  setInterval(() => paint(), 1000)
}

/** Changes the model and shows it. */
export function become(next: Model): void {
  model = next
  paint()
  schedule()
}

/** Says what is wrong with what was typed, and leads there. */
export function blame(fault: NonNullable<Model['fault']>): void {
  become(faulted(model, fault))
  focusField()
}

/** Shows the page in another language, keeping everything that was typed. */
export async function speak(wanted: Locale): Promise<void> {
  words = await loadWords(wanted, words)
  keep({ ...recall(), locale: locale() })
  paint()
}

/** Runs an errand, unless another is under way, and shows what came of it. */
export async function run(errand: Errand): Promise<void> {
  if (model.busy) return
  become(asked(model, errand))
  const [answer] = await Promise.all([runErrand(errand, model.flow?.flow, model.grant), fetchSteps()])
  // Whoever has begun anew meanwhile is not taken back.
  if (current().busy !== errand) return
  const after = answered(model, errand, answer, serverNow())
  if (answer.kind === 'ok') remember(after, errand)
  if (after.flow && !steps()) return goOnPlainly(after.flow.flow)
  become(after)
  if (after.isStale) return run({ do: 'read' })
  if (after.fault || (errand.do === 'challenge' && answer.kind === 'ok')) focusField()
}

/** A reload comes back to this flow; the browser's back button leads from it to the first step. */
function remember(after: Model, errand: Errand): void {
  keep({ flow: after.flow?.flow, option: after.option, locale: recall().locale })
  if (errand.do === 'start' && !isInside()) history.pushState({ reset: true }, '')
  if (after.end === 'done') history.replaceState({ reset: true, done: true }, '')
}

/** What the page notes in the tab's history. */
const noted = (): { reset?: boolean; done?: boolean } => (history.state ?? {}) as { reset?: boolean; done?: boolean }

/** Whether this entry of the history lies inside a reset. */
export const isInside = (): boolean => noted().reset === true

/** Whether the reset of this entry came to its good end. The server forgets the browser then, so a reload cannot ask it. */
export const isDone = (): boolean => noted().done === true

/** Forgets the flow of this tab. */
export function forget(): void {
  keep({ locale: recall().locale })
  history.replaceState(null, '')
}

/** Whoever cannot get what the further steps need goes on without a script. */
export function goOnPlainly(place: string): void {
  forget()
  location.assign(`/forms/${place}`)
}

/** Until the further steps are there, only the first can be shown. */
function drawn(): { screen: Screen; markup: Markup } {
  const further = steps()
  if (!further) {
    const screen = firstScreenOf(model, serverNow())
    return { screen, markup: identify(screen, words) }
  }
  const screen = further.screenOf(model, serverNow(), further.sayIn(locale()))
  return { screen, markup: further.render(screen, words) }
}

function paint(put = show): void {
  const { screen, markup } = drawn()
  const frame = frameOf(model.config, locale())
  const main = place('main')
  document.documentElement.lang = words.locale
  document.documentElement.dir = directionOf(words.locale)
  document.title = title(screen, frame, words)
  const isSame = stepShown === screen.step
  // Who steps aside, or comes back from there, finds again what was typed and not sent.
  if (!isSame && (model.isAside || stepShown === 'identify')) steps()?.putBy(main, model.flow?.flow)
  put(place('header'), header(frame))
  put(main, markup)
  put(place('footer'), footer(frame, words))
  stepShown = screen.step
  if (isSame) return
  steps()?.giveBack(main, model.flow?.flow)
  scrollTo(0, 0)
  const landing = main.querySelector<HTMLElement>('[data-focus]') ?? main.querySelector('h1')
  landing?.focus()
  if (screen.step === 'password') steps()?.prepare({ current, become })
  steps()?.listenForCode(screen.step === 'code' && screen.channel !== 'email' ? screen.digits : undefined)
}

/** To the field that is wrong, or to the one that waits for something new; what it holds is selected, so that typing replaces it. */
function focusField(): void {
  const field = place('main').querySelector<HTMLInputElement>('[aria-invalid="true"], [data-focus], input[type="radio"]')
  field?.focus()
  if (field?.type === 'text') field.select()
}

/** Looks again when there will be something to see. */
function schedule(): void {
  clearTimeout(timer)
  const now = serverNow()
  const at = nextRead(model, now)
  if (at !== undefined) timer = setTimeout(() => void run({ do: 'read' }), Math.max(at - now, 250))
}
