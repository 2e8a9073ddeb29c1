// What a command is, and the four ways in which one can end.
import type { Readable } from 'node:stream'
import type { Api } from './api.ts'

/** Documented in docs/cli.md. */
export const EXIT = { ok: 0, refused: 1, usage: 2, unreachable: 3 } as const

/** Whatever a run may use of the process around it. */
export interface Surroundings {
  env: Readonly<Record<string, string | undefined>>
  input: Readable & { setRawMode?: (isRaw: boolean) => unknown }
  /** Standard output: the result and nothing else. */
  out: (text: string) => void
  /** Standard error: what people should know meanwhile. */
  note: (text: string) => void
  /** Whether a person sits there and can be asked. */
  isInteractive: boolean
}

export type OptionTypes = Readonly<Record<string, { type: 'string' | 'boolean' }>>
export type Options = Readonly<Record<string, string | boolean | undefined>>

/** What a command has to work with. */
export interface Run {
  /** After the command's own name. */
  args: readonly string[]
  options: Options
  api: Api
  surroundings: Surroundings
}

/** A result: for programs, and for people. */
export interface Result {
  json: unknown
  text: string
  /** The question was answered, and the answer is no. */
  isRefused?: boolean
  /** How the process ends, where a command has its own words for that. */
  exitCode?: number
}

export interface Command {
  name: string
  /** One line for the list of commands. */
  summary: string
  /** Usage and examples. */
  help: string
  options: OptionTypes
  /** Asks directory and AWS itself: it needs no access to the API, and calling it fails. */
  isDirect?: true
  run(run: Run): Promise<Result>
}

/** The command line is not understood. */
export class UsageError extends Error {}

/** Rekey said no. */
export class Refused extends Error {}

/** Nobody answered, or somebody who could not. */
export class Unreachable extends Error {}

/** The one argument that is there, or an explanation. */
export function only(args: readonly string[], what: string): string {
  const [first, ...rest] = args
  if (first === undefined) throw new UsageError(`${what} is missing`)
  if (rest.length > 0) throw new UsageError(`${rest.join(' ')}: one argument too many`)
  return first
}

/** An option that must be there. */
export function required(options: Options, name: string): string {
  const value = options[name]
  if (typeof value !== 'string' || value === '') throw new UsageError(`--${name} is missing`)
  return value
}

/** A whole number, where the option is there. */
export function wholeNumber(options: Options, name: string): number | undefined {
  const value = options[name]
  if (value === undefined) return undefined
  if (typeof value !== 'string' || !/^\d{1,15}$/.test(value)) throw new UsageError(`--${name} must be a whole number`)
  return Number(value)
}
