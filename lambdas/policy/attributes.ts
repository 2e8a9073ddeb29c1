import type { Policies } from './policy.ts'
import { partsOf } from './rules/disallowedSubstrings.ts'

/** The attributes that any of the policies names: what must be read before one knows which policy holds. */
export const attributesIn = ({ default: fallback, groups }: Policies): string[] => [
  ...new Set([fallback, ...groups.map(({ policy }) => policy)].flatMap(({ attributesDisallowed }) => partsOf(attributesDisallowed ?? [])))
]
