// What a failed AWS call means. Shared by the adapters, so that "try again" means the same for each service.

/** Refusals that AWS answers with a 4xx although they are about now, not about the call. */
const PASSING = /Throttl|TooManyRequests|LimitExceeded|RequestTimeout|SlowDown|Concurrent/

/**
 * The name of a refusal that trying again does not change, such as `MessageRejected`; undefined for a fault that passes:
 * no answer, too late an answer, a throttle, a server error. A name says what is wrong and holds nothing personal; the
 * service's own message may quote an address.
 */
export function refusalOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } }
  const status = $metadata?.httpStatusCode ?? 0
  const isFinal = status >= 400 && status < 500 && status !== 408 && status !== 429 && !PASSING.test(error.name)
  return isFinal ? error.name : undefined
}
