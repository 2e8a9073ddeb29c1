import { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { type FunctionName } from '../lambdas/config.ts';
import { Construct } from 'constructs';
import type { Configuration } from './configuration.ts';
import type { Network } from './network.ts';
import { type Roles } from './roles.ts';
import { type Variables } from './variables.ts';
import type { Vault } from './vault.ts';
export interface FunctionsProps {
    variables: Variables;
    roles: Roles;
    network: Network;
    vault: Vault;
    concurrency: Configuration['concurrency'];
    /** Where the artefacts are, when not in this package's dist/. */
    artefacts?: string | undefined;
}
export declare class Functions extends Construct {
    readonly all: Readonly<Record<FunctionName, Lambda>>;
    constructor(scope: Construct, id: string, props: FunctionsProps);
    private lambda;
}
