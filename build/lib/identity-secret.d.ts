import { type IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
export interface IdentitySecretProps {
    /** What the identities are for, in a few words. */
    purpose: string;
    /** The one role that reads it. */
    reader: IRole;
    /** For the secret that is made. */
    key: IKey;
    /** The stores' ids. */
    stores: readonly string[];
    /** ARN of one that exists already. */
    existing?: string | undefined;
    existingKeys: readonly string[];
}
/** A secret made here has no value: who deploys puts one in, and until then every cold start says that it cannot be read. */
export declare class IdentitySecret extends Construct {
    readonly arn: string;
    constructor(scope: Construct, id: string, { purpose, reader, key, stores, existing, existingKeys }: IdentitySecretProps);
    private made;
}
