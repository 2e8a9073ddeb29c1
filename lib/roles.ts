// One role per set of powers. Nothing is granted here that a function's steps do not need, and nothing is added behind our back.
import { Effect, type IRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'
import type { FunctionName } from '../lambdas/config.ts'
import type { Asked } from '../lambdas/http/routes.ts'
import { TABLE_GRANTS, type TableRole } from './grants.ts'
import { type Made, made } from './optional.ts'
import type { FlowTable } from './table.ts'

export type RoleName = TableRole | 'page'

/** Whose powers a function has: the sweep finishes what commit began. */
export const roleOf = (name: FunctionName): RoleName => (name === 'sweep' ? 'commit' : name)

const NAMES = [
  'page',
  'flow',
  'verify',
  'commit',
  'locate',
  'deliver',
  'admin',
  'status',
  'status-set',
  'change',
  'remind'
] as const satisfies readonly RoleName[]
const IN_VPC: readonly RoleName[] = ['commit', 'locate', 'status', 'status-set', 'change', 'remind']
const STREAM: readonly RoleName[] = ['locate', 'deliver']

export class Roles extends Construct {
  readonly all: Made<RoleName, IRole>

  constructor(scope: Construct, id: string, table: FlowTable, asked: Asked) {
    super(scope, id)
    this.all = made(NAMES, asked, (name) => this.role(name, table))
  }

  private role(name: RoleName, table: FlowTable): Role {
    const role = new Role(this, name, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `Rekey: what ${name} may do`
    })
    const statements = [
      ...(name === 'page' ? [] : table.statementsFor(TABLE_GRANTS[name])),
      ...(STREAM.includes(name) ? [table.streamStatement()] : []),
      ...(IN_VPC.includes(name) ? networkInterfaces() : [])
    ]
    for (const statement of statements) role.addToPrincipalPolicy(statement)
    return role
  }
}

const INTERFACES = [
  ...['ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'ec2:DeleteNetworkInterface'],
  ...['ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses']
]

// Lambda makes the interfaces under the function's role. The function's own code must not.
const networkInterfaces = (): PolicyStatement[] => [
  new PolicyStatement({ sid: 'NetworkInterfaces', actions: INTERFACES, resources: ['*'] }),
  new PolicyStatement({
    sid: 'NotByCode',
    effect: Effect.DENY,
    actions: INTERFACES,
    resources: ['*'],
    conditions: { Null: { 'lambda:SourceFunctionArn': 'false' } }
  })
]
