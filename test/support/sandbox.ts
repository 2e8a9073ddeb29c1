// The whole sandbox in this process, on a free port.
import type { Console } from '../../bin/sandbox/console.ts'
import { isolateFromAws } from '../../bin/sandbox/isolation.ts'
import { type Sandbox, type SandboxOptions, startSandbox as start } from '../../bin/sandbox/start.ts'

export type { Sandbox }

/** Says nothing but what went wrong. */
const quiet: Console = {
  line: () => {},
  log: () => {},
  message: () => {},
  fault: (what, fault) => console.error(what, fault)
}

/** Starts a sandbox; stop it in afterAll. `settings` are environment variables such as LIMITS. */
export function startSandbox({ onLog, ...options }: Partial<SandboxOptions> & { onLog?: Console['log'] } = {}): Promise<Sandbox> {
  isolateFromAws(process.env)
  return start({ port: 0, console: onLog ? { ...quiet, log: onLog } : quiet, ...options })
}
