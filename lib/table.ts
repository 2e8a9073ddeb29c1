// The one table: flows, budgets, accounts, configuration. Its stream is the outbox of lambdas/streams.ts.
import { RemovalPolicy, Stack } from 'aws-cdk-lib'
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb'
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import type { TableGrant } from './grants.ts'

export class FlowTable extends Construct {
  readonly table: Table
  readonly key: Key

  constructor(scope: Construct, id: string) {
    super(scope, id)
    this.key = new Key(this, 'Key', {
      description: 'Rekey: the table at rest',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN
    })
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      timeToLiveAttribute: 'ttl',
      stream: StreamViewType.NEW_IMAGE,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      resourcePolicy: new PolicyDocument({ statements: [overTlsOnly()] })
    })
    this.table.addGlobalSecondaryIndex({
      indexName: 'stuck',
      partitionKey: { name: 'stuck', type: AttributeType.STRING },
      sortKey: { name: 'lease', type: AttributeType.NUMBER },
      projectionType: ProjectionType.KEYS_ONLY
    })
  }

  get streamArn(): string {
    return this.table.tableStreamArn ?? ''
  }

  /** The grants as statements of a role, and the table's key through DynamoDB only. */
  statementsFor(grants: readonly TableGrant[]): PolicyStatement[] {
    return [...grants.map((grant) => this.statementFor(grant)), this.decryption()]
  }

  /** What a stream's reader needs. */
  streamStatement(): PolicyStatement {
    return new PolicyStatement({
      sid: 'ReadStream',
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      resources: [this.streamArn]
    })
  }

  private decryption(): PolicyStatement {
    return new PolicyStatement({
      sid: 'ReadTableKey',
      actions: ['kms:Decrypt'],
      resources: [this.key.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `dynamodb.${Stack.of(this).region}.amazonaws.com` } }
    })
  }

  private statementFor({ action, keys, attributes, returns, index }: TableGrant): PolicyStatement {
    const isUpdate = action === 'UpdateItem'
    return new PolicyStatement({
      actions: [`dynamodb:${action}`],
      resources: [index === undefined ? this.table.tableArn : `${this.table.tableArn}/index/${index}`],
      conditions: {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [keys], 'dynamodb:Attributes': [...attributes] },
        // A request without a key would satisfy "all values" by having none.
        Null: { 'dynamodb:LeadingKeys': 'false' },
        ...(isUpdate || action === 'PutItem'
          ? { StringEqualsIfExists: { 'dynamodb:ReturnValues': ['NONE', ...(returns ? [returns] : [])] } }
          : {}),
        // Without a projection the answer would hold attributes that the request does not name.
        ...(action === 'GetItem' ? { StringEqualsIfExists: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' } } : {})
      }
    })
  }
}

const overTlsOnly = (): PolicyStatement =>
  new PolicyStatement({
    sid: 'OverTlsOnly',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['dynamodb:*'],
    resources: ['*'],
    conditions: { Bool: { 'aws:SecureTransport': 'false' } }
  })
