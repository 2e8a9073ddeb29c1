import { readFile, stat } from 'node:fs/promises'
import { isElsewhere, objectAt } from '../../policy/location.ts'
import { wordsOf } from '../../policy/rules/dictionary.ts'
import type { Clock } from '../../ports.ts'
import { createObjectReader, type ReadObject } from './s3.ts'
import { unfit } from './unfit.ts'

export interface DictionaryPlace {
  location: string
  delimiter?: string | undefined
}

export interface DictionaryOptions {
  clock: Clock
  /** The one bucket of S3 that dictionaries are read from. */
  bucket?: string | undefined
  endpoint?: string | undefined
}

/** What a function has room and time for beside its work; a larger list belongs into the blocklist's filter. */
const MOST_BYTES = 8_000_000
/** How long an object is taken for what it was. */
const FRESH_MILLISECONDS = 60_000

interface Held {
  words: ReadonlySet<string>
  /** What the object was then; a file is read once and for all. */
  etag?: string | undefined
  until: number
}

/**
 * Reads dictionaries: words with one character between them, a line break unless told. One that cannot be read is an error: it must never
 * mean that every password passes, nor that one is judged by words that nobody can look at any more.
 */
export function createDictionary({ clock, bucket, endpoint }: DictionaryOptions): (place: DictionaryPlace) => Promise<ReadonlySet<string>> {
  const known = new Map<string, Held>()
  let reader: ReadObject | undefined

  async function fileAt(location: string, delimiter: string): Promise<Held> {
    return { words: wordsIn(await textOf(location), location, delimiter), until: Number.POSITIVE_INFINITY }
  }

  async function objectIn(location: string, delimiter: string, held: Held | undefined): Promise<Held> {
    const place = objectAt(location, bucket)
    if (typeof place === 'string') throw unfit(location, place)
    reader ??= createObjectReader(endpoint)
    const until = clock.now() + FRESH_MILLISECONDS
    const found = await reader(place, MOST_BYTES, held?.etag)
    return held && !found ? { ...held, until } : { words: wordsIn(found?.text ?? '', location, delimiter), etag: found?.etag, until }
  }

  return async ({ location, delimiter = '\n' }) => {
    const key = `${delimiter}${location}`
    const held = known.get(key)
    if (held && clock.now() < held.until) return held.words
    const read = isElsewhere(location) ? await objectIn(location, delimiter, held) : await fileAt(location, delimiter)
    known.set(key, read)
    return read.words
  }
}

function wordsIn(text: string, location: string, delimiter: string): ReadonlySet<string> {
  const words = wordsOf(text.replace(/^\ufeff/, '').split(delimiter))
  if (words.size === 0) throw unfit(location, 'holds no word')
  return words
}

async function textOf(location: string): Promise<string> {
  try {
    const { size } = await stat(location)
    if (size <= MOST_BYTES) return await readFile(location, 'utf8')
  } catch (error) {
    throw unfit(location, 'cannot be read', error)
  }
  throw unfit(location, `is larger than ${MOST_BYTES} bytes`)
}
