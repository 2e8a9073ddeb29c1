// The page at /sandbox. It asks for new messages every second and shows what it is given as text; only mail's own markup is shown
// as markup, in a frame that may run nothing.
import { PEOPLE, UNREACHABLE } from './people.js'

const INTERVAL = 1000

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id))

/**
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

/** @param {string} text */
function say(text) {
  at('said').textContent = text
  at('said').classList.add('shown')
  setTimeout(() => at('said').classList.remove('shown'), 2500)
}

/** @param {string} text @param {string} what */
async function copy(text, what) {
  await navigator.clipboard.writeText(text)
  say(`${what} copied`)
}

// --- Messages ---------------------------------------------------------------------------------------------------------------

/** @typedef {{ channel: 'email' | 'sms', to: string, subject?: string, text: string, html?: string, at: number }} Message */

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** @param {number} when */
const stamp = (when) => element('time', { datetime: new Date(when).toISOString() }, time.format(when))

/** @param {Message} message */
function copyCode(message) {
  const code = /(?<![\d+])\d{6,10}(?!\d)/.exec(message.text)?.[0]
  if (!code) return []
  const button = element('button', { type: 'button', class: 'code' }, 'Copy code')
  button.addEventListener('click', () => copy(code, 'Code'))
  return [button]
}

/** @param {Message} message */
function bubble(message) {
  const foot = element('p', { class: 'foot' }, stamp(message.at), ` to ${message.to}`, ...copyCode(message))
  return element('li', { class: 'arrived' }, element('p', { class: 'bubble' }, message.text), foot)
}

/** @param {Message} message @param {number} index */
function letter(message, index) {
  const summary = element('summary', {}, element('b', {}, message.subject ?? ''), element('span', {}, message.to), stamp(message.at))
  const plain = element('pre', {}, message.text)
  const body = message.html
    ? [frame(message, index), element('details', { class: 'plain' }, element('summary', {}, 'As plain text'), plain)]
    : [plain]
  const details = element('details', { class: 'letter' }, summary, element('div', { class: 'body' }, ...copyCode(message), ...body))
  return element('li', { class: 'arrived' }, details)
}

/** @param {Message} message @param {number} index */
function frame(message, index) {
  const made = /** @type {HTMLIFrameElement} */ (
    element('iframe', {
      sandbox: 'allow-same-origin',
      src: `/sandbox/messages/${index}`,
      title: message.subject ?? 'mail',
      loading: 'lazy'
    })
  )
  made.addEventListener('load', () => {
    const height = made.contentDocument?.documentElement.scrollHeight ?? 0
    if (height > 0) made.style.height = `${Math.min(height + 4, 720)}px`
  })
  return made
}

let shown = 0

/** @param {readonly Message[]} messages */
function show(messages) {
  // Fewer than before: the sandbox was started again.
  if (messages.length < shown) location.reload()
  for (const [offset, message] of messages.slice(shown).entries()) {
    if (message.channel === 'sms') at('phone').prepend(bubble(message))
    else {
      for (const open of at('mailbox').querySelectorAll('.letter[open]')) open.removeAttribute('open')
      at('mailbox').prepend(letter(message, shown + offset))
      at('mailbox').querySelector('.letter')?.setAttribute('open', '')
    }
  }
  if (messages.length > shown && shown > 0) document.title = `(${messages.length}) Rekey sandbox`
  shown = messages.length
  for (const name of ['phone', 'mailbox']) at(`${name}-empty`).hidden = at(name).childElementCount > 0
}

// --- Clock ------------------------------------------------------------------------------------------------------------------

let ahead = 0

function tick() {
  const now = new Date(Date.now() + ahead)
  at('now').textContent = time.format(now)
  at('now').setAttribute('datetime', now.toISOString())
}

/** Somebody else may have moved the clock; the header has whole seconds, so small differences mean nothing. @param {number} now */
function follow(now) {
  if (Math.abs(now - Date.now() - ahead) > 2000) ahead = now - Date.now()
}

/** @param {number} seconds */
async function advance(seconds) {
  const answer = await fetch('/sandbox/clock', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advanceSeconds: seconds })
  })
  const { now } = await answer.json()
  ahead = now - Date.now()
  tick()
  say(`The clock is ${seconds / 60} min further`)
}

// --- People and facts -------------------------------------------------------------------------------------------------------

/** @typedef {{ username: string, dn: string, password: string, mail?: string, mobile?: string }} User */

/** @param {Omit<User, 'dn' | 'password'> & Partial<User>} user */
function card(user) {
  const { who, outcome } = PEOPLE[user.username] ?? { who: '', outcome: '' }
  const addresses = [user.mail, user.mobile].filter((one) => one !== undefined).map((one) => element('span', { class: 'address' }, one))
  const link = element('a', { href: `/#username=${encodeURIComponent(user.username)}`, target: '_blank' }, 'Reset')
  link.setAttribute('aria-label', `Reset the password of ${user.username}`)
  return element(
    'li',
    { class: UNREACHABLE.has(user.username) ? 'unreachable' : 'reachable' },
    element(
      'h3',
      {},
      element('span', { class: 'initial', 'aria-hidden': 'true' }, user.username.slice(0, 1).toUpperCase()),
      user.username,
      link
    ),
    element('p', {}, who, ' ', element('em', {}, outcome)),
    element('p', { class: 'addresses' }, ...addresses)
  )
}

/** @param {string} text */
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`

/** @param {{ mode: string, directory: { kind: string, url: string, baseDn: string, users: User[] }, store: { kind: string, url: string } }} info */
function describe({ mode, directory, store }) {
  at('people').replaceChildren(...directory.users.map(card), card({ username: 'nobody' }))
  const whom = /** @type {HTMLSelectElement} */ (at('whom'))
  whom.replaceChildren(...directory.users.map(({ username }) => element('option', {}, username)))
  const command = () => {
    const { dn = '' } = directory.users.find(({ username }) => username === whom.value) ?? {}
    return `LDAPTLS_CACERT=${document.body.dataset.caFile} ldapwhoami -x -H ${directory.url} -D ${quoted(dn)} -W`
  }
  const refresh = () => {
    at('command').textContent = command()
  }
  whom.addEventListener('change', refresh)
  at('copy').addEventListener('click', () => copy(command(), 'Command'))
  refresh()
  const facts = {
    Mode: mode,
    Directory: `${directory.kind}, ${directory.url}`,
    'Base DN': directory.baseDn,
    Store: `${store.kind}, ${store.url}`
  }
  at('facts').replaceChildren(...Object.entries(facts).flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]))
}

// --- Start ------------------------------------------------------------------------------------------------------------------

async function poll() {
  try {
    const answer = await fetch('/sandbox/messages')
    follow(Date.parse(answer.headers.get('date') ?? ''))
    show(await answer.json())
    document.body.classList.remove('gone')
  } catch {
    document.body.classList.add('gone')
  }
  setTimeout(poll, INTERVAL)
}

for (const button of document.querySelectorAll('[data-advance]')) {
  button.addEventListener('click', () => advance(Number(button.getAttribute('data-advance'))))
}
tick()
setInterval(tick, 1000)
void poll()
describe(await (await fetch('/sandbox/info')).json())
