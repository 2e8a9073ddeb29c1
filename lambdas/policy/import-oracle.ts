import type { Policy } from './policy.ts'

/** For whom an imported policy is: a whole identity store (Oracle's ruleType 1), or one of its groups (2). */
export interface OracleAssignment {
  store?: string
  group?: string
  priority: number
}

export interface OracleImport {
  policies: { policy: Policy; assignment: OracleAssignment }[]
  /** Why something cannot be imported, as sentences: with any, nothing should be saved. */
  problems: string[]
  /** What was left out or changed, as sentences: every field that is unknown or not supported, by its path. */
  notes: string[]
}

/** Reads Oracle's array of PasswordPolicyAssignment (or one of them). */
export const importOracle = (_json: unknown): OracleImport => ({ policies: [], problems: [], notes: [] })

/** The other way: policies with their assignments as Oracle's JSON. */
export const exportOracle = (_policies: OracleImport['policies']): unknown[] => []
