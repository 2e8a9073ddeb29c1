// The file that says what is deployed and where.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ConfigurationError } from '../lambdas/config.ts'
import type { Configuration } from './configuration.ts'

export interface Deployment {
  /** The stack's name. */
  id: string
  /** Account and region; what the CLI's credentials say unless told. */
  env?: { account: string; region: string } | undefined
  configuration: Configuration
}

/** Reads `export const deployment = { id, env?, configuration }` from a TypeScript or JavaScript file. */
export async function deploymentIn(file: string): Promise<Deployment> {
  const { deployment } = (await import(pathToFileURL(resolve(file)).href)) as { deployment?: Partial<Deployment> }
  const { id, env, configuration } = deployment ?? {}
  const problems = [
    ...(typeof id === 'string' && /^[A-Za-z][A-Za-z0-9-]{0,60}$/.test(id)
      ? []
      : ['id: must be a stack name of letters, digits and dashes']),
    ...(env === undefined || (/^\d{12}$/.test(env.account ?? '') && /^[a-z]+(-[a-z]+)+-\d$/.test(env.region ?? ''))
      ? []
      : ['env: must be an account of 12 digits and a region, or left out']),
    ...(configuration === undefined ? ['configuration: is missing'] : [])
  ]
  if (problems.length > 0 || id === undefined || configuration === undefined) throw new ConfigurationError(problems)
  return { id, env, configuration }
}
