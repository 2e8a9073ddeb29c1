// The app as it is synthesised, with tiny stand-ins for the bundles: no template depends on what is in them. Each variant is
// synthesised once in a test file.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from 'aws-cdk-lib'
import { afterAll } from 'vitest'
import { FUNCTIONS } from '../../../lambdas/config.ts'
import type { Configuration, FrontDoorSettings } from '../../../lib/configuration.ts'
import { RekeyStack } from '../../../lib/stack.ts'

// No test may find anybody's account by accident.
for (const name of Object.keys(process.env)) if (/^(AWS|CDK)_/.test(name)) delete process.env[name]

/** A CloudFormation resource as the template has it. */
export interface Resource {
  Type: string
  Properties: Record<string, unknown>
  DeletionPolicy?: string
  DependsOn?: string[]
}

export interface Synthesised {
  app: App
  /** By stack name. */
  templates: Record<string, { Resources: Record<string, Resource>; Rules?: unknown; Outputs?: unknown }>
  resources: Record<string, Resource>
}

export const ACCOUNT = '123456789012'
export const REGION = 'eu-west-1'

export const FRONT_DOORS = {
  regional: { domain: { name: 'reset.example.com', certificateArn: `arn:aws:acm:${REGION}:${ACCOUNT}:certificate/0f0e` } },
  private: { access: 'private', origin: 'https://reset.corp.example', vpcEndpointIds: ['vpce-0123456789abcdef0'] },
  edge: { edge: true }
} as const satisfies Record<string, FrontDoorSettings>

export const NETWORKS = {
  new: undefined,
  given: { vpc: { id: 'vpc-0123456789abcdef0', subnetIds: ['subnet-0123456789abcdef0'], routeTableIds: ['rtb-0123456789abcdef0'] } }
} as const satisfies Record<string, Configuration['network']>

export const aConfiguration = (over: Partial<Configuration> = {}): Configuration => ({
  stores: [{ id: 'main', profile: 'openldap', urls: ['ldaps://directory.example'], baseDn: 'dc=example' }],
  mail: { from: 'Example <no-reply@example.com>' },
  frontDoor: FRONT_DOORS.regional,
  ...over
})

const { context } = JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Record<string, unknown> }

let folder: string | undefined

/** A folder for each function with next to nothing in it. */
export function standIns(): string {
  if (folder) return folder
  folder = mkdtempSync(join(tmpdir(), 'rekey-artefacts-'))
  for (const name of Object.keys(FUNCTIONS)) {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'index.mjs'), `export const handler = async () => '${name}'\n`)
  }
  return folder
}

afterAll(() => {
  if (folder) rmSync(folder, { recursive: true, force: true })
})

export const ENVIRONMENTS = { explicit: { account: ACCOUNT, region: REGION }, none: undefined } as const

type Environment = { account: string; region: string } | undefined

export function synthesise(over: Partial<Configuration> = {}, { env }: { env: Environment } = { env: ENVIRONMENTS.explicit }): Synthesised {
  // With the flags that the CLI gives it.
  const app = new App({ context })
  new RekeyStack(app, 'Rekey', { ...(env ? { env } : {}), rekey: { ...aConfiguration(over), artefacts: standIns() } })
  const stacks = app.synth().stacks
  const templates = Object.fromEntries(stacks.map(({ stackName, template }) => [stackName, template]))
  return { app, templates, resources: templates['Rekey']?.Resources ?? {} }
}

/** The resources of a type, by logical id. */
export const ofType = ({ resources }: Pick<Synthesised, 'resources'>, type: string): [string, Resource][] =>
  Object.entries(resources).filter(([, resource]) => resource.Type === type)

/** The one resource whose logical id begins so. */
export function resource({ resources }: Pick<Synthesised, 'resources'>, type: string, prefix: string): Resource {
  const found = Object.entries(resources).filter(([id, { Type }]) => Type === type && id.startsWith(prefix))
  if (found.length !== 1) throw new Error(`${found.length} resources of type ${type} begin with ${prefix}`)
  return found[0]![1]
}
