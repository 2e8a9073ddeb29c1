// What every AWS client shares: how long one call may take, how often it is made, and which failures pass by themselves.
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry'

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

type SdkError = Parameters<typeof isTransientError>[0]

/** Whether trying again later may help, as the SDK itself judges it: throttles, time-outs, broken connections, 5xx. */
export const isTransient = (error: unknown): boolean =>
  error instanceof Error && [isTransientError, isThrottlingError, isServerError].some((judges) => judges(error as SdkError))
