// The browser's entry.
import { allowedReturn } from '../view/return-to.ts'
import { START_ID, type Start } from '../view/start.ts'
import { listen } from './acts.ts'
import { type Errand, runErrand, serverNow } from './api.ts'
import { become, begin, current, forget, goOnPlainly, isDone, isInside, run } from './app.ts'
import { fetchSteps } from './fetched.ts'
import { keep, recall } from './memory.ts'
import { answered, finished, type Model, opened } from './model.ts'
import { loadWords } from './words.ts'

/** A name handed over in the fragment never stays in the address. */
function takeUsername(): string | undefined {
  if (location.hash === '') return undefined
  const username = new URLSearchParams(location.hash.slice(1)).get('username')
  history.replaceState(null, '', location.pathname + location.search)
  return username ?? undefined
}

async function boot(): Promise<void> {
  const username = takeUsername()
  const { config: deployed, words } = JSON.parse(document.getElementById(START_ID)?.textContent ?? '') as Start
  // The address keeps it, over reloads and steps back.
  const back = allowedReturn(new URLSearchParams(location.search).get('returnTo'), deployed.returnTo ?? [])
  const config = { ...deployed, returnTo: back === undefined ? [] : [back] }
  const { flow, option, locale } = recall()
  const isOther = locale !== undefined && locale !== words.locale && config.locales.includes(locale)
  const spoken = isOther ? await loadWords(locale, words) : words
  const first = isDone() ? finished(config) : { ...opened(config), username: username ?? '' }
  const isNew = flow === undefined || username !== undefined
  const isDrawn = isNew && username === undefined && spoken === words && !isDone()
  if ((!isNew || isDone()) && !(await fetchSteps())) return goOnPlainly(flow ?? 'done')
  begin(isNew ? first : await resumed({ ...first, option, isAside: !isInside() }, flow), spoken, isDrawn)
  listen()
  if (current().notice === 'ended') forget()
}

/** A reload shows the flow where it stands; whoever comes anew is only offered to go on with it. */
async function resumed(model: Model, flow: string): Promise<Model> {
  const errand: Errand = { do: 'read', isReload: isInside() }
  return answered(model, errand, await runErrand(errand, flow, undefined), serverNow())
}

addEventListener('hashchange', () => {
  const username = takeUsername()
  if (username === undefined) return
  keep({ locale: recall().locale })
  become({ ...opened(current().config), username })
})

addEventListener('popstate', () => {
  if (location.hash !== '' || !current()) return
  become({ ...current(), isAside: !isInside() })
  if (isInside() && current().flow) void run({ do: 'read' })
})

// Back from another page or from sleep, or online again: what is shown may be old.
addEventListener('pageshow', (event) => event.persisted && current()?.flow && void run({ do: 'read' }))
addEventListener('online', () => current()?.notice === 'offline' && current().flow && void run({ do: 'read' }))

void boot()
