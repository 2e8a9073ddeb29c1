// What every AWS client shares: how long one call may take, how often it is made, and which failures pass by themselves.
import { defaultProvider } from '@aws-sdk/credential-provider-node'
import { Sha256 } from '@smithy/core/checksum'
import { loadConfig, NODE_REGION_CONFIG_FILE_OPTIONS, NODE_REGION_CONFIG_OPTIONS } from '@smithy/core/config'
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry'
import { SignatureV4 } from '@smithy/signature-v4'

export interface ClientOptions {
  /** Where the service is when it is not AWS's own: the sandbox and tests. */
  endpoint?: string | undefined
  /** How often a call is made in all, 3 unless told. SES and SNS take 1: the claim in the table decides what is sent again. */
  attempts?: number
}

// A local server checks no signature, and a laptop's real credentials must never travel to it.
const LOCAL = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } } as const

/** What to construct an SDK client with: `new KMSClient(clientSettings({ endpoint }))`. */
export const clientSettings = ({ endpoint, attempts = 3 }: ClientOptions = {}) => ({
  maxAttempts: attempts,
  // Without `throwOnRequestTimeout` the SDK only warns, and a hung call hangs for ever.
  requestHandler: { connectionTimeout: 500, requestTimeout: 1500, throwOnRequestTimeout: true },
  ...(endpoint === undefined ? {} : { endpoint, ...LOCAL })
})

/** For a service that has no client here: signs as clients do, with their credentials, and says where the service is. */
export function signerFor(service: string, endpoint: string | undefined) {
  const region = loadConfig(NODE_REGION_CONFIG_OPTIONS, NODE_REGION_CONFIG_FILE_OPTIONS)
  const identity = endpoint === undefined ? { region, credentials: defaultProvider() } : LOCAL
  const signer = new SignatureV4({ ...identity, service, sha256: Sha256, uriEscapePath: false })
  return { signer, origin: async () => endpoint ?? `https://${service}.${await region()}.amazonaws.com` }
}

type SdkError = Parameters<typeof isTransientError>[0]

/** Whether trying again later may help, as the SDK itself judges it: throttles, time-outs, broken connections, 5xx. */
export const isTransient = (error: unknown): boolean =>
  error instanceof Error && [isTransientError, isThrottlingError, isServerError].some((judges) => judges(error as SdkError))
