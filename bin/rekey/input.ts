// What comes from files and from people. A password is never an argument: arguments are in the process list and the shell's history.
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { type Surroundings, UsageError } from './command.ts'

/** JSON from a file, or from standard input where it is `-`. */
export async function readJson(file: string, { input }: Pick<Surroundings, 'input'>): Promise<unknown> {
  const content = file === '-' ? await text(input) : await readText(file)
  try {
    return JSON.parse(content)
  } catch {
    throw new UsageError(`${file}: must hold JSON`)
  }
}

const readText = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file}: cannot be read (${error.code ?? error.message})`)
  })

/** A JSON object, which most bodies are. */
export async function readObject(file: string, surroundings: Pick<Surroundings, 'input'>): Promise<Record<string, unknown>> {
  const value = await readJson(file, surroundings)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UsageError(`${file}: must hold one JSON object`)
  return value as Record<string, unknown>
}

/** One line that nobody sees being typed; from a pipe the first line, as it is. */
export async function readSecret(question: string, { input, note, isInteractive }: Surroundings): Promise<string> {
  if (!isInteractive) return (await text(input)).split(/\r?\n/)[0] ?? ''
  note(question)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input, output: nowhere, terminal: true })
  try {
    return await lines.question('')
  } finally {
    lines.close()
    note('\n')
  }
}
