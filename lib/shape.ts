// Whether a configuration has the form of its type: TypeScript says so in an editor, but Node drops types without looking at them.
import type { Configuration } from './configuration.ts'

/** `form` is left to somebody who knows it better. */
type Kind = 'text' | 'number' | 'flag' | 'texts' | 'form'
type ShapeOf<T> = { readonly [K in keyof Required<T>]: Kind | ShapeOf<NonNullable<T[K]>> }
type Shape = { readonly [name: string]: Kind | Shape }

const SHAPE = {
  stores: 'form',
  mail: { from: 'text', identity: 'text', codeInSubject: 'flag' },
  sms: { countries: 'texts', senderId: 'text', originationNumber: 'text', maxPrice: 'text', spendAlarm: 'number' },
  mode: 'text',
  locales: 'texts',
  branding: 'form',
  returnTo: 'texts',
  pages: 'text',
  code: { length: 'number', seconds: 'number', attempts: 'number', sends: 'number' },
  flow: { seconds: 'number', grantSeconds: 'number', refusals: 'number' },
  limits: 'form',
  policies: 'form',
  dictionaries: { bucket: 'text', keyArn: 'text' },
  change: 'flag',
  expiryMail: { hour: 'number' },
  decoyProfile: 'form',
  frontDoor: {
    access: 'text',
    edge: 'flag',
    edgeKeys: 'texts',
    domain: { name: 'text', certificateArn: 'text', hostedZone: { id: 'text', name: 'text' } },
    origin: 'text',
    vpcEndpointIds: 'texts',
    countries: 'texts',
    requestsPerAddress: 'number',
    allowGatewayLogs: 'flag'
  },
  network: { vpc: { id: 'text', subnetIds: 'texts', securityGroupIds: 'texts', routeTableIds: 'texts' }, egress: 'text', cidr: 'text' },
  secrets: { search: 'text', reset: 'text', status: 'text', change: 'text', keyArns: 'texts' },
  codeKeys: 'texts',
  concurrency: 'form',
  alarms: { topicArn: 'text', email: 'text' },
  ping: 'flag'
} as const satisfies ShapeOf<Configuration>

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const KINDS: Readonly<Record<Kind, { is: (value: unknown) => boolean; told: string }>> = {
  text: { is: (value) => typeof value === 'string' && value !== '', told: 'must be text' },
  number: { is: (value) => typeof value === 'number' && Number.isFinite(value), told: 'must be a number' },
  flag: { is: (value) => typeof value === 'boolean', told: 'must be true or false' },
  texts: { is: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'), told: 'must be a list of texts' },
  form: { is: (value) => value !== null, told: 'must not be null' }
}

/** What can be judged further, and what is wrong with the rest. */
export interface Shaped {
  configuration: Partial<Configuration>
  problems: string[]
}

/** Takes out what has the wrong form, so that everything else can be judged too. */
export function shaped(value: unknown): Shaped {
  const problems: string[] = []
  const configuration = partsOf(value, SHAPE, '', problems) as Partial<Configuration>
  return { configuration, problems }
}

function partsOf(value: unknown, shape: Shape, path: string, problems: string[]): Record<string, unknown> {
  if (!isObject(value)) {
    problems.push(path === '' ? 'the configuration must be an object' : `${path.slice(0, -1)}: must be an object`)
    return {}
  }
  const kept: Record<string, unknown> = {}
  for (const [name, part] of Object.entries(value)) {
    const kind = Object.hasOwn(shape, name) ? shape[name] : undefined
    if (part === undefined) continue
    if (kind === undefined) problems.push(`${path}${name}: is not known here; known are ${Object.keys(shape).join(', ')}`)
    else if (typeof kind !== 'string') kept[name] = partsOf(part, kind, `${path}${name}.`, problems)
    else if (KINDS[kind].is(part)) kept[name] = part
    else problems.push(`${path}${name}: ${KINDS[kind].told}`)
  }
  return kept
}
