import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
/** How long a log is kept: what tells of changed passwords for 400 days, everything else for 90. */
export declare const RETENTION: {
    readonly usual: RetentionDays.THREE_MONTHS;
    readonly audit: RetentionDays.THIRTEEN_MONTHS;
};
export declare class Vault extends Construct {
    readonly key: Key;
    constructor(scope: Construct, id: string);
    /** A log group of the construct that it is about. */
    logGroup(scope: Construct, id: string, retention?: keyof typeof RETENTION, logGroupName?: string): LogGroup;
}
