// The browser's entry.
import { en } from '../messages/page/en.ts'
import { html } from '../view/html.ts'
import { listen } from './acts.ts'
import { type Errand, readConfig, runErrand, serverNow } from './api.ts'
import { become, begin, current, forget, isDone, isInside, run } from './app.ts'
import { keep, recall } from './memory.ts'
import { answered, finished, type Model, opened } from './model.ts'
import { show } from './patch.ts'
import { pickLocale } from './words.ts'

/** A name handed over in the fragment never stays in the address. */
function takeUsername(): string | undefined {
  if (location.hash === '') return undefined
  const username = new URLSearchParams(location.hash.slice(1)).get('username')
  history.replaceState(null, '', location.pathname)
  return username ?? undefined
}

async function boot(): Promise<void> {
  const username = takeUsername()
  const answer = await readConfig()
  const main = document.getElementById('main') as HTMLElement
  if (answer.kind !== 'ok') return show(main, html`<div class="card"><p>${en.loadFailed}</p></div>`)
  const config = answer.body
  const { flow, option, locale } = recall()
  const wanted = locale && config.locales.includes(locale) ? locale : pickLocale(navigator.languages, config.locales)
  const first = isDone() ? finished(config) : { ...opened(config), username: username ?? '' }
  const isNew = flow === undefined || username !== undefined
  await begin(isNew ? first : await resumed({ ...first, option, isAside: !isInside() }, flow), wanted)
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
