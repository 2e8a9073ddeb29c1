// INJ-10: what reads anything that was sent takes no longer for a bad text than for a long one. Twice the text is twice the work: what would
// be quadratic shows as sixteen times the work for four times the text.
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { mailContact } from '../../lambdas/adapters/contacts/mail.ts'
import { parseFilter } from '../../lambdas/adapters/ldap/filter.ts'
import { canonical, initialOf } from '../../lambdas/flow/canonical.ts'
import { maskMail, maskPhone } from '../../lambdas/flow/mask.ts'
import { forgotPasswordBody } from '../../lambdas/http/admin-bodies.ts'
import { api, checked, type Endpoint } from '../../lambdas/http/api.ts'
import { passwordBody, startBody } from '../../lambdas/http/flows.ts'
import { parseForm } from '../../lambdas/http/form-body.ts'
import { saidIn } from '../../lambdas/http/heard.ts'
import { parseBody } from '../../lambdas/http/json.ts'
import { clientOf, cookieSecret, requestOf } from '../../lambdas/http/request.ts'
import { LOCALES, localeFor } from '../../lambdas/messages/locales.ts'
import { codeIn, isBareCode, typedCode } from '../../lambdas/messages/typed-code.ts'
import { normalised } from '../../lambdas/policy/normalised.ts'
import { allowedReturn } from '../../lambdas/view/return-to.ts'
import { aContext, anEvent } from '../support/events.ts'
import { growth, LINEAR } from '../support/growth.ts'

const endpoint: Endpoint = async () => ({ status: 200, json: {} })
const handle = api(
  { origin: 'https://reset.example.com', clock: { now: () => 0 }, log: () => undefined, maxBody: 1e6 },
  { 'POST /x': endpoint }
)
const posted = (headers: Record<string, string>, body = '{}') =>
  handle(anEvent({ method: 'POST', resource: '/x', headers, body }), aContext())
const withHeader = (name: string, value: string) => requestOf(anEvent({ headers: { [name]: value } }), 'cloudfront')
const quoted = JSON.stringify

/** Whatever a stranger, or a directory, can hand over, and what reads it. */
const READERS: Record<string, (text: string) => unknown> = {
  'a body as JSON': parseBody,
  'a string in JSON': (text) => parseBody(`{"a":${quoted(text)}}`),
  'a form': parseForm,
  'a value in a form': (text) => parseForm(`a=${text}`),
  'a content type': (text) => posted({ 'content-type': `application/json${text}` }),
  'a length': (text) => posted({ 'content-type': 'application/json' }, text),
  'a cookie': (text) => cookieSecret(withHeader('cookie', text)),
  'a cookie of ours': (text) => cookieSecret(withHeader('cookie', `__Host-rekey=${text}; ${text}`)),
  'what a form had to say': (text) => saidIn(withHeader('cookie', `__Host-rekey-said=${text}`)),
  'what a form had to say, in base64': (text) =>
    saidIn(withHeader('cookie', `__Host-rekey-said=${Buffer.from(`{"did":${quoted(text)}}`).toString('base64url')}`)),
  "the viewer's address": (text) => withHeader('cloudfront-viewer-address', text),
  "the client's address": clientOf,
  'languages that are accepted': (text) => localeFor(text, LOCALES),
  'a name': (text) => checked(startBody, { username: text }),
  'a language': (text) => checked(startBody, { username: 'a', locale: text }),
  'a proof': (text) => checked(startBody, { username: 'a', proof: text }),
  'a grant': (text) => checked(passwordBody, { grant: text, password: 'a' }),
  'a password': (text) => checked(passwordBody, { grant: 'a', password: text }),
  'a password before the rules': (text) => normalised(text),
  'fields that are not known': (text) => checked(startBody, { username: 'a', [text]: text }),
  'an identifier that is counted': (text) => canonical(text, { domains: ['example.com'], prefixes: ['corp'] }),
  'the first letter of an identifier': initialOf,
  'an identifier in a filter': parseFilter('people', '(&(objectClass=person)(|(uid={})(mail=*{}*)))'),
  'a typed code': typedCode,
  'a pasted message': (text) => codeIn(text, 8),
  'a code while it is typed': isBareCode,
  'where somebody wants to go back to': (text) => allowedReturn(`https://portal.example/app${text}`, ['https://portal.example/app']),
  'a mail address': mailContact,
  'a mail address at a domain': (text) => mailContact(`a@${text}`),
  'a mask': (text) => maskMail(text) + maskPhone(text),
  "an administrator's setting": (text) => v.safeParse(forgotPasswordBody, { customWebRoot: text, forgotPasswordURL: `https://${text}` })
}

/** What makes patterns go back over what they have read: one thing many times, between what does not fit. */
const SEEDS = [
  ...['a', ' ', '\t', '0', '-', '.', '@', '/', '\\', '%', '"', "'", '=', '&', ';', ',', ':', '[', '{', '(', '*', '#', '+', '_', '!'],
  ...['%2e', '%ff', '\\61', '\\"', 'a.', 'a-', 'a@', '1-', '1 ', '; ', ', ', 'a=b&', 'a;q=', ';q=1,', '__Host-rekey=', '::', '1:', '[]'],
  ...['"a":1,', '{"a":', 'https://', '..;/', '../', 'e\u0301', '\u0301', '\u200d', '\ufdfa', 'ß', '٣', '😀', '\ud800', '\0', '\r\n']
]
const FRAMES = [
  ['', ''],
  ['a', '!'],
  ['a', ' x'],
  ['"', '\0']
] as const

describe('INJ-10: four times the text is not sixteen times the work', () => {
  test.each(Object.entries(READERS))('for %s', { timeout: 300_000 }, async (_, read) => {
    for (const seed of SEEDS)
      for (const frame of FRAMES) expect(await growth(read, seed, frame, 100_000), quoted([seed, frame])).toBeLessThan(LINEAR)
  })

  test('and a pattern that goes back over what it has read is found', { timeout: 300_000 }, async () => {
    expect(await growth((text) => /\s+$/.test(text), ' ', ['a', 'x'], 20_000)).toBeGreaterThan(LINEAR)
    expect(await growth((text) => /x$/.test(text), ' ', ['a', 'x'], 20_000)).toBeLessThan(LINEAR)
  })
})
