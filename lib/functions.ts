// The functions: runtime, size, time, network, log. What each may do stands in roles.ts and grants.ts.
import { Duration } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Architecture, type CfnFunction, Code, Function as Lambda, LoggingFormat, Runtime, SystemLogLevel } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import { FUNCTIONS, type FunctionName } from '../lambdas/config.ts'
import { artefactOf } from './artefacts.ts'
import type { Configuration } from './configuration.ts'
import type { Network } from './network.ts'
import { type Roles, roleOf } from './roles.ts'
import { environmentFor, type Variables } from './variables.ts'
import type { RETENTION, Vault } from './vault.ts'

interface Size {
  seconds: number
  megabytes: number
  inVpc?: true
  retention?: keyof typeof RETENTION
}

// What people wait for has more memory, and so more processor. The longest answers must end before the gateway's 29 seconds.
const SIZES: Readonly<Record<FunctionName, Size>> = {
  page: { seconds: 15, megabytes: 1024 },
  flow: { seconds: 15, megabytes: 1024 },
  verify: { seconds: 15, megabytes: 1024 },
  commit: { seconds: 25, megabytes: 1024, inVpc: true, retention: 'audit' },
  sweep: { seconds: 30, megabytes: 512, inVpc: true, retention: 'audit' },
  locate: { seconds: 30, megabytes: 512, inVpc: true },
  deliver: { seconds: 30, megabytes: 512 },
  admin: { seconds: 15, megabytes: 1024, retention: 'audit' }
}

export interface FunctionsProps {
  variables: Variables
  roles: Roles
  network: Network
  vault: Vault
  concurrency: Configuration['concurrency']
  /** Where the artefacts are, when not in this package's dist/. */
  artefacts?: string | undefined
}

export class Functions extends Construct {
  readonly all: Readonly<Record<FunctionName, Lambda>>

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id)
    const names = Object.keys(FUNCTIONS) as FunctionName[]
    this.all = Object.fromEntries(names.map((name) => [name, this.lambda(name, props)])) as Record<FunctionName, Lambda>
    this.node.addValidation({ validate: () => names.flatMap((name) => strangeVariables(name, this.all[name])) })
  }

  private lambda(name: FunctionName, { variables, roles, network, vault, concurrency = 'none', artefacts }: FunctionsProps): Lambda {
    const { seconds, megabytes, inVpc, retention } = SIZES[name]
    const role = roles.all[roleOf(name)]
    const logGroup = vault.logGroup(this, `${name}-log`, retention)
    const reserved = concurrency === 'none' ? undefined : concurrency[name]
    const lambda = new Lambda(this, name, {
      description: `Rekey: ${name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(artefactOf(name, artefacts)),
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
