import type { Dictionary } from '../policy.ts'
import { anyCase, type Rule } from '../rule.ts'

/** Words in the spelling that they are compared in: without line ends, in one case. */
export const wordsOf = (words: readonly string[]): Set<string> =>
  new Set(words.map((word) => anyCase(word.replace(/^[\r\n]+|[\r\n]+$/g, ''))).filter(Boolean))

export const dictionary: Rule<Dictionary> = {
  describe: () => ({}),
  isElsewhere: (value) => 'location' in value,
  judge(value) {
    const own = 'words' in value ? wordsOf(value.words) : undefined
    return ({ folded }, subject) => {
      const words = own ?? subject.dictionary
      if (!words) throw new TypeError('the dictionary was not read')
      return words.has(folded) ? {} : undefined
    }
  }
}
