import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { TableGrant } from './grants.ts';
export declare class FlowTable extends Construct {
    readonly table: Table;
    readonly key: Key;
    constructor(scope: Construct, id: string);
    get streamArn(): string;
    /** The grants as statements of a role, and the table's key through DynamoDB only. */
    statementsFor(grants: readonly TableGrant[]): PolicyStatement[];
    /** What a stream's reader needs. */
    streamStatement(): PolicyStatement;
    private decryption;
    private statementFor;
}
