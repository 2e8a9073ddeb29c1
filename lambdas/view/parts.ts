// What several screens are made of.
import type { Mode } from '../flow/flow.ts'
import type { PageWords } from '../messages/page/en.ts'
import { html, type Markup, type Part } from './html.ts'
import { plainForm } from './plain.ts'
import type { Notice, Screen } from './screen.ts'
import { fill, spoken } from './text.ts'

const STEPS = ['identify', 'choose', 'code', 'password'] as const
type Step = Exclude<(typeof STEPS)[number], 'identify'>

const hasChoice = (mode: Mode): boolean => mode === 'userchoose' || mode === 'userselectchallenge'

/** Where the person stands on their way. */
export function progress(mode: Mode, at: Step, words: PageWords): Markup {
  const steps: readonly (typeof STEPS)[number][] = hasChoice(mode) ? STEPS : STEPS.filter((step) => step !== 'choose')
  const step = steps.indexOf(at) + 1
  const bars = steps.map((_, index) => html`<i class="${index < step ? 'bar passed' : 'bar'}"></i>`)
  return html`<div class="progress"><p>${fill(words.progress, { step, total: steps.length })}</p><div class="bars" aria-hidden="true">${bars}</div></div>`
}

/** One step: the root's id changes with the step, so that the browser knows a new one from an update. */
export const card = (step: Screen['step'], above: Part, heading: string, body: Part): Markup =>
  html`<section id="step-${step}" class="card" aria-labelledby="heading">${above}<h1 id="heading" tabindex="-1">${heading}</h1>${body}</section>`

type Noticing = Pick<Screen, 'notice' | 'plain'>

function noticeText({ notice, plain }: Noticing & { notice: Notice }, words: PageWords): string {
  // A page that was made anew has empty fields.
  if (notice.kind !== 'tooMany') return words.notice[notice.kind] + (notice.isKept && !plain ? words.sentenceGap + words.notice.kept : '')
  if (notice.secondsLeft === undefined) return words.notice.tooMany
  // Whole minutes, because every change of this text is spoken.
  return fill(words.notice.tooManyUntil, { time: spoken(Math.max(notice.secondsLeft, 60), words) })
}

/** Always there, so that screen readers speak what comes into it. */
export const noticeBox = ({ notice, plain }: Noticing, words: PageWords): Markup =>
  html`<div id="notice" class="notice" role="alert">${notice && html`<p>${noticeText({ notice, plain }, words)}</p>`}</div>`

/** What is wrong with a field; always there, like the notice. */
export const fault = (text: string | undefined): Markup => html`<p id="fault" class="fault" role="alert">${text}</p>`

/** The main button of a step. After a failed call it says that it can be pressed again. */
export const submit = (label: string, screen: Pick<Screen, 'isBusy' | 'notice'>, words: PageWords): Markup =>
  html`<button id="submit" class="main"${screen.isBusy && html` aria-disabled="true"`}>${isRepeatable(screen.notice) ? words.notice.retry : label}</button>`

const isRepeatable = (notice: Notice | undefined): boolean => notice !== undefined && notice.kind !== 'ended' && notice.kind !== 'refused'

/** A form. `post` even where a script handles it: a GET would carry what was typed into the address. */
export function form(act: string, body: Part, { plain }: Pick<Screen, 'plain'>): Markup {
  if (!plain) return html`<form id="act-${act}" method="post" data-act="${act}" novalidate>${body}</form>`
  const { attributes, fields } = plainForm(act, plain)
  return html`<form id="act-${act}" ${attributes} data-act="${act}">${fields}${body}</form>`
}

/** A form that is one quiet button. */
export const quiet = (act: string, label: string, screen: Pick<Screen, 'plain'>, isDisabled = false): Markup =>
  form(act, html`<button class="quiet"${isDisabled && html` disabled`}>${label}</button>`, screen)

/** The field that a step begins in. */
export const landing = ({ plain }: Pick<Screen, 'plain'>): Markup => html` data-focus${plain && html` autofocus`}`
