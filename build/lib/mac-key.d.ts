import { type IRole } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
export interface MacKeyProps {
    description: string;
    /** Who may ask for MACs. */
    users: readonly IRole[];
}
export declare class MacKey extends Construct {
    readonly key: Key;
    constructor(scope: Construct, id: string, { description, users }: MacKeyProps);
}
