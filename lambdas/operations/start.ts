// Start: the same two limiter writes and the same Put for everybody. Who it is gets looked up afterwards, by a worker.
import { canonical } from '../flow/canonical.ts'
import { digest } from '../flow/code.ts'
import type { FlowSettings, FlowView } from '../flow/flow.ts'
import { fixedOption } from '../flow/options.ts'
import type { Realm } from '../flow/realm.ts'
import { started, view } from '../flow/steps.ts'
import { untilNext } from '../flow/windows.ts'
import { type Locale, localeFor } from '../messages/locales.ts'
import { type Budget, type Clock, type Configuration, type FlowStore, type IndexKey, type Log, type Random, Unavailable } from '../ports.ts'
import { identified, token } from './tokens.ts'

export interface StartDeps {
  clock: Clock
  random: Random
  log: Log
  index: IndexKey
  flows: Pick<FlowStore, 'admitNet' | 'admit' | 'start'>
  configuration: Pick<Configuration, 'mode'>
  locales: readonly Locale[]
  known: Realm
  /** The id of the code key that new codes are derived with. */
  kid: string
  net: { quarter: number; day: number }
  identifier: Budget
  settings: FlowSettings
}

export interface StartInput {
  /** NFC, as typed. */
  who: string
  /** Language tags by preference, as in Accept-Language. */
  languages: string
  client: { prefix: string; area: string }
}

/** `secret` goes into the cookie and nowhere else. */
export type StartOutcome = { view: FlowView; secret: string } | { refusal: 'too_many_requests'; retryAfter: number }

/** Begins a flow for whoever was named. The client prefix is charged before the identifier, so a flood burns its own budget first. */
export async function start(deps: StartDeps, input: StartInput): Promise<StartOutcome> {
  const { clock, random, log, index, flows, settings } = deps
  const now = clock.now()
  const [net, mode] = await Promise.all([index.hash('net', input.client.prefix), deps.configuration.mode()])
  if (!(await flows.admitNet(net, now, deps.net))) return refuse('net', 'quarter')

  const name = canonical(input.who, deps.known)
  const key = await index.hash('id', name)
  if (!(await flows.admit('id', key, net, now, deps.identifier))) return refuse('identifier', 'hour')

  const id = token(random, 16)
  const secret = token(random, 32)
  const option = fixedOption(id, mode)
  const flow = started(
    {
      id,
      cookie: digest(secret),
      mode,
      who: input.who,
      seed: await index.hash('seed', name),
      locale: localeFor(input.languages, deps.locales),
      net,
      area: input.client.area,
      kid: deps.kid,
      req: token(random, 12),
      ...(option === undefined ? {} : { option })
    },
    now,
    settings
  )
  // An id of 128 random bits is taken only when something is very wrong.
  if (!(await flows.start(flow))) throw new Unavailable('store')
  log('flow.started', { flow: id, mode, who: identified(key), net: identified(net) })
  return { view: view(flow, now, settings), secret }

  function refuse(limit: string, unit: 'quarter' | 'hour'): StartOutcome {
    log('flow.start_refused', { limit, net: identified(net) })
    return { refusal: 'too_many_requests', retryAfter: untilNext(unit, now) }
  }
}
