// The functions: runtime, size, time, network, log. What each may do stands in roles.ts and grants.ts.
import { join } from 'node:path'
import { Duration } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Architecture, type CfnFunction, Function as Lambda, LoggingFormat, Runtime, SystemLogLevel } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import { FUNCTIONS, type FunctionName } from '../lambdas/config.ts'
import { type Asked, isAsked } from '../lambdas/http/routes.ts'
import { artefactOf, codeOf } from './artefacts.ts'
import { type Authorities, addAuthorities } from './authorities.ts'
import type { Configuration } from './configuration.ts'
import type { Network } from './network.ts'
import { type Made, made } from './optional.ts'
import { addPageFiles, hasPageFiles, type PageFiles } from './page-files.ts'
import { type Roles, roleOf } from './roles.ts'
import { environmentFor, type Variables } from './variables.ts'
import type { RETENTION, Vault } from './vault.ts'

interface Size {
  seconds: number
  megabytes: number
  inVpc?: true
  retention?: keyof typeof RETENTION
  /** Runs at once, wherever numbers are reserved at all and it is given none. */
  atMost?: number
}

// What people wait for has more memory, and so more processor. The longest answers must end before the gateway's 29 seconds.
const SIZES: Readonly<Record<FunctionName, Size>> = {
  page: { seconds: 15, megabytes: 1024 },
  flow: { seconds: 15, megabytes: 1024 },
  verify: { seconds: 15, megabytes: 1024 },
  commit: { seconds: 25, megabytes: 1024, inVpc: true, retention: 'audit' },
  change: { seconds: 25, megabytes: 1024, inVpc: true, retention: 'audit', atMost: 5 },
  sweep: { seconds: 30, megabytes: 512, inVpc: true, retention: 'audit' },
  locate: { seconds: 30, megabytes: 512, inVpc: true },
  deliver: { seconds: 30, megabytes: 512 },
  remind: { seconds: 900, megabytes: 512, inVpc: true, atMost: 1 },
  admin: { seconds: 15, megabytes: 1024, retention: 'audit' },
  // Somebody who is named by their account alone is looked for among everybody: a few of these at once are enough for a directory.
  status: { seconds: 25, megabytes: 1024, inVpc: true, retention: 'audit', atMost: 5 },
  'status-set': { seconds: 25, megabytes: 1024, inVpc: true, retention: 'audit', atMost: 5 }
}

const NAMES = Object.keys(FUNCTIONS) as FunctionName[]

/** All that are made. */
export const functionNames = (asked: Asked): FunctionName[] => NAMES.filter((name) => isAsked(name, asked))

export interface FunctionsProps {
  asked: Asked
  variables: Variables
  roles: Roles
  network: Network
  vault: Vault
  concurrency: Configuration['concurrency']
  /** Where the artefacts are, when not in this package's dist/. */
  artefacts?: string | undefined
  /** What this deployment adds to the page. */
  pageFiles?: PageFiles
  authorities?: Authorities | undefined
}

/** What this deployment adds to a function's folder. */
function additionTo(name: FunctionName, { pageFiles, authorities }: FunctionsProps): ((copy: string) => void) | undefined {
  if (name === 'page') return pageFiles && hasPageFiles(pageFiles) ? (copy) => addPageFiles(join(copy, 'assets'), pageFiles) : undefined
  const reads: readonly string[] = FUNCTIONS[name]
  return authorities && reads.includes('AUTHORITIES') ? (copy) => addAuthorities(copy, authorities) : undefined
}

export class Functions extends Construct {
  readonly all: Made<FunctionName, Lambda>

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id)
    this.all = made(NAMES, props.asked, (name) => this.lambda(name, props))
    this.node.addValidation({
      validate: () => Object.entries(this.all).flatMap(([name, lambda]) => strangeVariables(name as FunctionName, lambda))
    })
  }

  private lambda(name: FunctionName, props: FunctionsProps): Lambda {
    const { variables, roles, network, vault, concurrency = 'none', artefacts } = props
    const { seconds, megabytes, inVpc, retention, atMost } = SIZES[name]
    const role = roles.all[roleOf(name)]
    if (!role) throw new TypeError(`there is no role for ${name}`)
    const logGroup = vault.logGroup(this, `${name}-log`, retention)
    const reserved = concurrency === 'none' ? undefined : (concurrency[name] ?? atMost)
    const lambda = new Lambda(this, name, {
      description: `Rekey: ${name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: codeOf(artefactOf(name, artefacts), additionTo(name, props)),
      environment: environmentFor(name, variables),
      timeout: Duration.seconds(seconds),
      memorySize: megabytes,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      systemLogLevelV2: SystemLogLevel.WARN,
      ...(reserved === undefined ? {} : { reservedConcurrentExecutions: reserved })
    })
    role.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] })
    )
    // Not by the L2's `vpc`, which would attach AWS's managed policy and want to look the network up.
    if (inVpc) (lambda.node.defaultChild as CfnFunction).vpcConfig = network.vpcConfig
    return lambda
  }
}

/** NODE_DEBUG prints passwords, so nobody may add to what a function reads, not even a stack around this one. */
function strangeVariables(name: FunctionName, lambda: Lambda): string[] {
  const { environment } = lambda.node.defaultChild as CfnFunction
  const { variables = {} } = (lambda.stack.resolve(environment) ?? {}) as { variables?: Record<string, unknown> }
  const known = new Set<string>(FUNCTIONS[name])
  return Object.keys(variables).flatMap((key) =>
    known.has(key) ? [] : [`${name} must not have the variable ${key}: it reads only ${[...known].join(', ')}`]
  )
}
