// What the person who started the sandbox reads on standard error; standard output has the ready line alone.
import type { Log } from '../../lambdas/ports.ts'
import type { Message } from './messages.ts'

export interface Console {
  /** For the functions: every event as JSON when verbose, else only what failed. */
  log: Log
  message: (message: Message) => void
  /** Something went wrong that no function reported. */
  fault: (what: string, fault: unknown) => void
  line: (text: string) => void
}

export function createConsole(isVerbose: boolean, write: (text: string) => void = (text) => process.stderr.write(text)): Console {
  const line = (text: string): void => write(`${text}\n`)
  return {
    line,
    log: (event, facts) => {
      if (isVerbose || event.endsWith('.failed')) line(JSON.stringify({ event, ...facts }))
    },
    message: ({ channel, to }) => line(channel === 'email' ? `✉ mail for ${to.slice(0, 1)}•••@…` : `☎ SMS for •••${to.slice(-2)}`),
    fault: (what, fault) =>
      line(`✗ ${what}: ${fault instanceof Error ? (isVerbose ? fault.stack : `${fault.name}: ${fault.message}`) : String(fault)}`)
  }
}
