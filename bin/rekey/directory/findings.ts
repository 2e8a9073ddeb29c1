// What doctor finds: one fact each, what it means, and what to change where it should be otherwise.

/** Each is explained in docs/doctor.md. */
export const CHECKS = [
  'certificate',
  'bind',
  'people',
  'attributes',
  'offers',
  'clock',
  'writes',
  'excess',
  'hashes',
  'policy-skipped',
  'policy',
  'groups',
  'protected',
  'secret',
  'pepper',
  'mail',
  'sms'
] as const
export type Check = (typeof CHECKS)[number]

/** `untold`: nobody who asks as we do can know. */
export const LEVELS = ['ok', 'untold', 'warning', 'problem'] as const
export type Level = (typeof LEVELS)[number]

export interface Finding {
  check: Check
  level: Level
  /** A store, an address of it, an identity, a service. */
  about: string
  says: string
  /** What to change. */
  fix?: string
}

/** Makes findings about one thing. */
export const findingsAbout =
  (about: string) =>
  (check: Check, level: Level, says: string, fix?: string): Finding => ({
    check,
    level,
    about,
    says,
    ...(fix === undefined ? {} : { fix })
  })

export type Found = ReturnType<typeof findingsAbout>

/** 0 where nothing is wrong, 1 where something could be better, 2 where something will not work or is not safe. */
export function exitCodeOf(findings: readonly Finding[]): number {
  const has = (level: Level): boolean => findings.some((one) => one.level === level)
  return has('problem') ? 2 : has('warning') ? 1 : 0
}

export const counted = (findings: readonly Finding[]): Record<Level, number> => {
  const count = (level: Level): number => findings.filter((one) => one.level === level).length
  return { ok: count('ok'), untold: count('untold'), warning: count('warning'), problem: count('problem') }
}

/** What went wrong, in the words that an administrator can do something with. */
export function faultWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause as { code?: string; message?: string } | undefined
  return error.name === 'Unavailable' ? `no answer (${cause?.code ?? cause?.message ?? 'unknown'})` : error.message
}
