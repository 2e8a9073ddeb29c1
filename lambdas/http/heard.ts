// From what a form's answer had to say to what the page shows of it: by the page's own model, so that a refusal means the same to whoever
// has a script and whoever has none.
import * as v from 'valibot'
import { type Locale, localeFor } from '../messages/locales.ts'
import { answered, faulted, type Model } from '../page/model.ts'
import { chosenLocale } from './forms.ts'
import { PROBLEMS, type ProblemCode } from './problem.ts'
import { cookieValue, type Request } from './request.ts'
import { SAID_COOKIE, type Said } from './said.ts'

const id = v.pipe(v.string(), v.regex(/^[\w-]{22}$/))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const rule = v.pipe(v.string(), v.regex(/^[a-z]\w{0,39}$/i))

const shape = v.strictObject({
  did: v.picklist(['start', 'challenge', 'verify', 'commit']),
  flow: v.exactOptional(id),
  code: v.exactOptional(v.picklist(Object.keys(PROBLEMS) as ProblemCode[])),
  isMissing: v.exactOptional(v.literal(true)),
  attemptsLeft: v.exactOptional(count),
  retryAfter: v.exactOptional(count),
  broken: v.exactOptional(v.array(rule)),
  option: v.exactOptional(id)
})

/** What was said of this flow, or with none of a start. What is not of our making is ignored. */
export function saidIn(request: Request, flow?: string): Said | undefined {
  try {
    const result = v.safeParse(shape, JSON.parse(Buffer.from(cookieValue(request, SAID_COOKIE) ?? '', 'base64url').toString()))
    return result.success && result.output.flow === flow ? result.output : undefined
  } catch {
    return undefined
  }
}

/** What was asked, without what was typed: the page does not have it any more. */
const ERRANDS = {
  start: { do: 'start', username: '', locale: 'en' },
  challenge: { do: 'challenge' },
  verify: { do: 'verify', code: '' },
  commit: { do: 'commit', password: '' }
} as const satisfies Record<Said['did'], Parameters<typeof answered>[1]>

/** Rules that can be broken though no policy told of them, and whose sentences need none. */
const UNTOLD = ['characters', 'directoryQuality', 'maxBytes', 'maxLength', 'minLength', 'minPasswordAge', 'numPasswordsInHistory']

/** A broken rule as the flow's policy tells it. What nobody can put into words is not said. */
function lineOf({ policy }: Model, rule: string): Model['violations'] {
  const told = policy.find((line) => line.rule === rule)
  if (told) return [told]
  return UNTOLD.includes(rule) ? [{ rule, params: {}, message: '' }] : []
}

/** The page after it has heard. */
export function heard(model: Model, said: Said | undefined, now: number): Model {
  if (!said) return model
  const { did, code, isMissing, option, broken = [], ...more } = said
  if (isMissing) return faulted(model, did === 'verify' ? 'incomplete' : 'missing')
  if (code === undefined) return { ...model, option, isResent: option === undefined }
  return answered(model, ERRANDS[did], { ...more, kind: 'problem', code, violations: broken.flatMap((rule) => lineOf(model, rule)) }, now)
}

/** The language of a page: what the person switched to, else what the browser asks for. */
export function localeOf(request: Request, offered: readonly Locale[]): { locale: Locale; lang: Locale | undefined } {
  const lang = offered.find((locale) => locale === chosenLocale(request))
  return { locale: lang ?? localeFor(request.headers['accept-language'] ?? '', offered), lang }
}
