// What the document does not hold: it is fetched once, when the first step is left.

export type Steps = typeof import('./steps.ts')

let held: Steps | undefined

/** What the further steps have, once it is there. */
export const steps = (): Steps | undefined => held

/** Fetches it. Says whether it is there. */
export async function fetchSteps(): Promise<boolean> {
  held ??= await import('./steps.ts').catch(() => undefined)
  return held !== undefined
}
