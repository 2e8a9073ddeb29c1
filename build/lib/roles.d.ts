import { type IRole } from 'aws-cdk-lib/aws-iam';
import type { FunctionName } from '../lambdas/config.ts';
import { Construct } from 'constructs';
import { type TableRole } from './grants.ts';
import type { FlowTable } from './table.ts';
export type RoleName = TableRole | 'page';
/** Whose powers a function has: the sweep finishes what commit began. */
export declare const roleOf: (name: FunctionName) => RoleName;
export declare class Roles extends Construct {
    readonly all: Readonly<Record<RoleName, IRole>>;
    constructor(scope: Construct, id: string, table: FlowTable);
    private role;
}
