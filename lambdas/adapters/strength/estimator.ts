// The estimator with its lists: half a megabyte that is bundled apart, and loaded only where a policy asks for a strength.
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })

/** How hard a password is to guess for somebody who knows these words, 0 to 4. */
export const strengthOf = (password: string, words: readonly string[]): number => estimator.check(password, [...words]).score
