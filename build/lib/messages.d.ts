import { type IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Configuration } from './configuration.ts';
export declare class Messages extends Construct {
    /** By it SES keeps apart what Rekey sends. */
    readonly configurationSet: string;
    constructor(scope: Construct, id: string, { mail, sms }: Configuration, sender: IRole);
    private mailStatement;
}
