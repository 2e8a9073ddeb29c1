// Where the API is and how to get in: a bearer token for a sandbox, the caller's AWS identity for a deployment.
import type { Sign, Unsigned } from './api.ts'
import { type Options, type Surroundings, Unreachable, UsageError } from './command.ts'

export interface Access {
  endpoint: URL
  sign: Sign
}

/** Where a sandbox listens unless told. */
export const SANDBOX = 'http://127.0.0.1:8080'

export async function accessFrom(options: Options, { env }: Pick<Surroundings, 'env'>): Promise<Access> {
  const given = textOf(options['endpoint']) ?? env['REKEY_ENDPOINT']
  if (options['sandbox']) return sandboxAt(endpointOf(given ?? SANDBOX))
  if (!given) throw new UsageError('where? say --endpoint URL or set REKEY_ENDPOINT, or use --sandbox')
  const endpoint = endpointOf(given)
  const token = textOf(options['token']) ?? env['REKEY_TOKEN']
  if (token) return { endpoint, sign: async () => ({ authorization: `Bearer ${token}` }) }
  if (endpoint.protocol !== 'https:')
    throw new UsageError(`${endpoint.origin} needs a token: say --token or set REKEY_TOKEN, or use --sandbox`)
  return { endpoint, sign: signAs(regionOf(endpoint, options, env)) }
}

const textOf = (value: string | boolean | undefined): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Plain http never leaves the machine. */
export function endpointOf(text: string): URL {
  if (!URL.canParse(text)) throw new UsageError(`${text}: must be an address, such as https://reset.example.com`)
  const url = new URL(text)
  const isLocal = url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  if (url.protocol !== 'https:' && !isLocal) throw new UsageError(`${text}: must be https; plain http is for this machine only`)
  return url
}

async function sandboxAt(endpoint: URL): Promise<Access> {
  const { adminToken } = (await fetch(new URL('/sandbox/info', endpoint))
    .then((response) => response.json())
    .catch((cause: unknown) => {
      throw new Unreachable(`no sandbox answers at ${endpoint.origin}: start one with npm start, or name it with --endpoint`, { cause })
    })) as { adminToken?: string }
  if (!adminToken) throw new Unreachable(`${endpoint.origin} is no sandbox`)
  return { endpoint, sign: async () => ({ authorization: `Bearer ${adminToken}` }) }
}

/** `id.execute-api.eu-west-1.amazonaws.com` names its region; a domain of one's own does not. */
function regionOf({ hostname }: URL, options: Options, env: Surroundings['env']): string {
  const [, named] = /\.execute-api\.([a-z0-9-]+)\.(?:amazonaws\.com|on\.aws|api\.aws)(?:\.cn)?$/.exec(hostname) ?? []
  const region = textOf(options['region']) ?? named ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION']
  if (!region) throw new UsageError('which region? say --region or set AWS_REGION')
  return region
}

/** Signs as whoever the AWS credential chain finds. Loaded only where it is needed: it is most of the command line's weight. */
function signAs(region: string): Sign {
  const signer = async () => {
    const [{ SignatureV4 }, { defaultProvider }, { Sha256 }] = await Promise.all([
      import('@smithy/signature-v4'),
      import('@aws-sdk/credential-provider-node'),
      import('@smithy/core/checksum')
    ])
    return new SignatureV4({ service: 'execute-api', region, credentials: defaultProvider(), sha256: Sha256 })
  }
  let made: ReturnType<typeof signer> | undefined
  return async ({ method, url, headers, body }: Unsigned) => {
    made ??= signer()
    const { protocol, hostname, host, pathname, searchParams } = url
    const request = {
      method,
      protocol,
      hostname,
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: { ...headers, host },
      body
    }
    try {
      const { host: _, ...signed } = (await (await made).sign(request)).headers
      return signed
    } catch (cause) {
      throw new UsageError(`no AWS identity to sign with: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    }
  }
}
