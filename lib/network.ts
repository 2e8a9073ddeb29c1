// The way to the directory. Only what asks a directory is in it; nothing comes in, and no NAT is ever made.
import { Annotations, Stack } from 'aws-cdk-lib'
import { CfnSecurityGroup, CfnVPCEndpoint } from 'aws-cdk-lib/aws-ec2'
import { AnyPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import type { Configuration, NetworkSettings } from './configuration.ts'
import { NewVpc } from './new-vpc.ts'
import type { FlowTable } from './table.ts'
import type { Vault } from './vault.ts'

export type Egress = NonNullable<NetworkSettings['egress']>

const ENDPOINT_PRICE = 'costs about 7.30 USD a month in each zone, also while idle'

/** What each way out costs while nobody resets a password. Prices of us-east-1, November 2026. */
export const EGRESS_PRICES: Readonly<Record<Egress, string>> = {
  ipv6: 'egress ipv6: an egress-only gateway costs nothing while idle',
  endpoints: `egress endpoints: one interface endpoint ${ENDPOINT_PRICE}`,
  existing: 'egress existing: nothing is made here; a NAT gateway of yours costs about 33 USD a month, also while idle'
}

export interface NetworkProps {
  configuration: Configuration
  table: FlowTable
  vault: Vault
}

interface Place {
  vpcId: string
  subnetIds: string[]
  routeTableIds: string[]
}

export class Network extends Construct {
  readonly vpcConfig: CfnFunction.VpcConfigProperty
  readonly place: Place
  private readonly egress: Egress
  /** A network of ours alone: its endpoints lead to our things only. In a given one they would bar others from theirs. */
  private readonly isOurs: boolean

  constructor(scope: Construct, id: string, { configuration, table, vault }: NetworkProps) {
    super(scope, id)
    const { vpc, cidr, egress = vpc ? 'existing' : 'ipv6' } = configuration.network ?? {}
    this.egress = egress
    this.isOurs = vpc === undefined
    this.place = vpc
      ? { vpcId: vpc.id, subnetIds: [...vpc.subnetIds], routeTableIds: [...(vpc.routeTableIds ?? [])] }
      : new NewVpc(this, 'New', { cidr, isDualStack: egress === 'ipv6', vault })
    const groups = vpc?.securityGroupIds ?? [this.securityGroup(portsOf(configuration.stores))]
    this.vpcConfig = {
      subnetIds: this.place.subnetIds,
      securityGroupIds: [...groups],
      ipv6AllowedForDualStack: egress === 'ipv6'
    }
    if (this.place.routeTableIds.length > 0) this.tableEndpoint(table)
    Annotations.of(this).addInfo(EGRESS_PRICES[egress])
  }

  /** With `endpoints`: a way to the secrets that were made or named, and to no others. */
  reachSecrets(arns: readonly string[]): void {
    if (this.egress !== 'endpoints') return
    this.interfaceEndpoint('Secrets', 'secretsmanager', [
      new PolicyStatement({ principals: [new AnyPrincipal()], actions: ['secretsmanager:GetSecretValue'], resources: [...arns] })
    ])
  }

  /** In a network of ours: a way to these objects of S3, and to no others. It is free. A given network has its own, or a way out. */
  reachObjects(arn: string): void {
    if (!this.isOurs) return
    const read = new PolicyStatement({ principals: [new AnyPrincipal()], actions: ['s3:GetObject'], resources: [arn] })
    this.gatewayEndpoint('Objects', 's3', read)
  }

  /** A way from this network to a private front door; its id. */
  frontDoorEndpoint(): string {
    Annotations.of(this).addInfo(`access private: one interface endpoint for execute-api ${ENDPOINT_PRICE}`)
    return this.interfaceEndpoint('FrontDoor', 'execute-api', [
      new PolicyStatement({ principals: [new AnyPrincipal()], actions: ['execute-api:Invoke'], resources: ['*'] })
    ]).ref
  }

  private interfaceEndpoint(id: string, what: string, statements: PolicyStatement[]): CfnVPCEndpoint {
    const group = new CfnSecurityGroup(this, `${id}Group`, {
      groupDescription: `Rekey: to the endpoint of ${what}`,
      vpcId: this.place.vpcId,
      securityGroupIngress: PRIVATE_RANGES.map((cidrIp) => ({
        ipProtocol: 'tcp',
        fromPort: 443,
        toPort: 443,
        cidrIp,
        description: 'https'
      })),
      // A group without rules lets everything out.
      securityGroupEgress: [{ ipProtocol: 'icmp', fromPort: 252, toPort: 86, cidrIp: '255.255.255.255/32', description: 'nothing' }]
    })
    return new CfnVPCEndpoint(this, `${id}Endpoint`, {
      vpcEndpointType: 'Interface',
      serviceName: `com.amazonaws.${Stack.of(this).region}.${what}`,
      vpcId: this.place.vpcId,
      subnetIds: this.place.subnetIds,
      securityGroupIds: [group.attrGroupId],
      privateDnsEnabled: true,
      ...(this.isOurs ? { policyDocument: new PolicyDocument({ statements }) } : {})
    })
  }

  /** Free. */
  private gatewayEndpoint(id: string, what: string, statement: PolicyStatement): void {
    new CfnVPCEndpoint(this, `${id}Endpoint`, {
      vpcEndpointType: 'Gateway',
      serviceName: `com.amazonaws.${Stack.of(this).region}.${what}`,
      vpcId: this.place.vpcId,
      routeTableIds: this.place.routeTableIds,
      ...(this.isOurs ? { policyDocument: new PolicyDocument({ statements: [statement] }) } : {})
    })
  }

  private tableEndpoint({ table }: FlowTable): void {
    const ourTable = new PolicyStatement({
      principals: [new AnyPrincipal()],
      actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:Query'],
      resources: [table.tableArn, `${table.tableArn}/index/stuck`]
    })
    this.gatewayEndpoint('Table', 'dynamodb', ourTable)
  }

  private securityGroup(ports: readonly number[]): string {
    const out = (port: number, description: string) => [
      { ipProtocol: 'tcp', fromPort: port, toPort: port, cidrIp: '0.0.0.0/0', description },
      { ipProtocol: 'tcp', fromPort: port, toPort: port, cidrIpv6: '::/0', description }
    ]
    const group = new CfnSecurityGroup(this, 'Group', {
      groupDescription: 'Rekey: to the directory and to AWS, and no way in',
      vpcId: this.place.vpcId,
      securityGroupEgress: [...out(443, 'AWS'), ...ports.flatMap((port) => out(port, 'directory'))]
    })
    return group.attrGroupId
  }
}

const PRIVATE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']

const portsOf = (stores: Configuration['stores']): number[] => {
  const urls = stores.flatMap((store) => store.urls).map((url) => new URL(url))
  const ports = urls.map(({ port, protocol }) => Number(port) || (protocol === 'ldaps:' ? 636 : 389))
  return [...new Set(ports)].sort((a, b) => a - b)
}
