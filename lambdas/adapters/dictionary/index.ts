import { readFile, stat } from 'node:fs/promises'
import { wordsOf } from '../../policy/rules/dictionary.ts'
import { Misconfigured } from '../../ports.ts'

export interface DictionaryPlace {
  location: string
  delimiter?: string | undefined
}

/** What a function has room for beside its work; a larger list belongs into the blocklist's filter. */
const MOST_BYTES = 8_000_000

/**
 * Reads dictionaries, each once: a file of words with one character between them, a line break unless told. One that cannot be
 * read is an error: it must never mean that every password passes.
 */
export function createDictionary(): (place: DictionaryPlace) => Promise<ReadonlySet<string>> {
  const known = new Map<string, Promise<ReadonlySet<string>>>()
  return ({ location, delimiter = '\n' }) => {
    const key = `${delimiter}${location}`
    const read = known.get(key) ?? readWords(location, delimiter)
    known.set(key, read)
    // Read again the next time: somebody may have put it there.
    read.catch(() => known.delete(key))
    return read
  }
}

async function readWords(location: string, delimiter: string): Promise<ReadonlySet<string>> {
  const words = wordsOf((await textOf(location)).split(delimiter))
  if (words.size === 0) throw new Misconfigured(`the dictionary ${location} holds no word`)
  return words
}

async function textOf(location: string): Promise<string> {
  if (/^[a-z0-9]{2,}:\/\//i.test(location)) throw new Misconfigured(`the dictionary ${location} is not a file: only files can be read`)
  try {
    const { size } = await stat(location)
    if (size <= MOST_BYTES) return (await readFile(location, 'utf8')).replace(/^\ufeff/, '')
  } catch (error) {
    throw new Misconfigured(`the dictionary ${location} cannot be read`, error)
  }
  throw new Misconfigured(`the dictionary ${location} is larger than ${MOST_BYTES} bytes`)
}
