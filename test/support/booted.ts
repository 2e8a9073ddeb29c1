// A function of dist/, run as Lambda runs it: Node under AWS's own runtime interface client, in a process of its own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, readFileSync } from 'node:fs'
import type { Environment } from '../../lambdas/config.ts'
import { runtimeClient } from '../../scripts/runtime-client.ts'
import { startRuntimeApi } from './runtime-api.ts'

/** What Lambda switches off in its Node, so that a bundle cannot come to depend on it. */
export const NODE_OPTIONS = '--no-experimental-require-module --no-experimental-detect-module'

/** Invented, and so fit to be shown: what signatures are checked with. */
export const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  AWS_SESSION_TOKEN: 'a-session-token'
}

export interface Artefact {
  /** The function's name. */
  name: string
  /** The folder that would be zipped. */
  folder: string
  /** What the stack would set. */
  variables: Environment
  /** The function's time-out. */
  seconds?: number
  /** Run through these, such as `taskset -c 0`. */
  wrapper?: readonly string[]
}

export interface Booted {
  invoke<Result>(event: unknown): Promise<Result>
  /** What was written to standard output and error. */
  output(): string
  /** The processor time that it has taken so far, in milliseconds; Linux only. */
  processorMillis(): number
  /** How the process ended; undefined while it runs. */
  exitCode(): number | null | undefined
  stop(): Promise<void>
}

/** Starts the process and resolves when it asks for work; rejects with what it reported instead. */
export async function boot({ name, folder, variables, seconds = 15, wrapper = [] }: Artefact): Promise<Booted> {
  const api = await startRuntimeApi(name)
  const [program = '', ...args] = [...wrapper, process.execPath, await runtimeClient()]
  const child = spawn(program, args, {
    cwd: folder,
    env: environmentOf(name, folder, api.address, variables),
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const ended = once(child, 'exit')
  const written: Buffer[] = []
  const output = (): string => Buffer.concat(written).toString()
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => written.push(bytes))
  let exitCode: number | null | undefined
  child.on('exit', (code) => {
    exitCode = code
    api.abandon(new Error(`${name} ended with ${code}: ${output()}`))
  })
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
    await api.stop()
  }

  async function invoke<Result>(event: unknown): Promise<Result> {
    const timer = setTimeout(() => {
      api.abandon(new Error(`${name} timed out after ${seconds} s`))
      child.kill('SIGKILL')
    }, seconds * 1000)
    try {
      return (await api.invoke(event, seconds)) as Result
    } finally {
      clearTimeout(timer)
    }
  }

  try {
    await api.ready
  } catch (error) {
    await stop()
    throw error
  }
  return { invoke, output, processorMillis: () => processorMillis(child.pid), exitCode: () => exitCode, stop }
}

/** Of all threads, in nanoseconds, as the scheduler counts them. */
function processorMillis(pid: number | undefined): number {
  const threads = globSync(`/proc/${pid}/task/*/schedstat`)
  return threads.reduce((sum, file) => sum + Number(readFileSync(file, 'utf8').split(' ')[0]), 0) / 1e6
}

/** What a function finds in its environment, and nothing of ours. */
const environmentOf = (name: string, folder: string, api: string, variables: Environment): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  TZ: ':UTC',
  LANG: 'en_US.UTF-8',
  NODE_OPTIONS,
  AWS_LAMBDA_RUNTIME_API: api,
  AWS_LAMBDA_FUNCTION_NAME: `rekey-${name}`,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1024',
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/rekey-${name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: 'booted',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  LAMBDA_TASK_ROOT: folder,
  _HANDLER: 'index.handler',
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  ...CREDENTIALS,
  ...variables
})
