// One key for what Rekey leaves lying around (logs, secrets, alarms), and the log groups under it.
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
/** How long a log is kept: what tells of changed passwords for 400 days, everything else for 90. */
export const RETENTION = { usual: RetentionDays.THREE_MONTHS, audit: RetentionDays.THIRTEEN_MONTHS };
export class Vault extends Construct {
    key;
    constructor(scope, id) {
        super(scope, id);
        this.key = new Key(this, 'Key', {
            description: 'Rekey: logs, secrets and alarms at rest',
            enableKeyRotation: true,
            removalPolicy: RemovalPolicy.RETAIN
        });
        const { region, account, partition } = Stack.of(this);
        this.key.addToResourcePolicy(new PolicyStatement({
            sid: 'Logs',
            principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
            actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'],
            resources: ['*'],
            conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*` } }
        }));
        this.key.addToResourcePolicy(new PolicyStatement({
            sid: 'Alarms',
            principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
            actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
            resources: ['*'],
            conditions: { StringEquals: { 'aws:SourceAccount': account } }
        }));
    }
    /** A log group of the construct that it is about. */
    logGroup(scope, id, retention = 'usual', logGroupName) {
        return new LogGroup(scope, id, {
            logGroupName,
            retention: RETENTION[retention],
            encryptionKey: this.key,
            removalPolicy: RemovalPolicy.RETAIN
        });
    }
}
