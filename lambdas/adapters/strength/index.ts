import { pathToFileURL } from 'node:url'
import { Misconfigured } from '../../ports.ts'

type Estimator = typeof import('./estimator.ts')

// The work grows faster than the length, and what is as long as this is strong whatever it is made of.
const MOST_CHARACTERS = 100

/** The estimator in a file of its own, loaded on first use. One that cannot be loaded is an error: it must never mean that everything is strong. */
export function createEstimator(path: string): (password: string, words: readonly string[]) => Promise<number> {
  let loaded: Promise<Estimator> | undefined
  return async (password, words) => {
    const { strengthOf } = await (loaded ??= load(path))
    return strengthOf(password.slice(0, MOST_CHARACTERS), words)
  }
}

async function load(path: string): Promise<Estimator> {
  try {
    return (await import(pathToFileURL(path).href)) as Estimator
  } catch (error) {
    throw new Misconfigured('the estimator of password strength cannot be loaded', error)
  }
}
