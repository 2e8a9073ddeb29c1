import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Functions } from './functions.ts';
import type { Roles } from './roles.ts';
import type { FlowTable } from './table.ts';
export interface WorkersProps {
    table: FlowTable;
    functions: Functions;
    roles: Roles;
    ping: boolean;
}
export declare class Workers extends Construct {
    /** What no worker could do in time: the positions of records in the stream, never their content. */
    readonly undone: Queue;
    constructor(scope: Construct, id: string, { table, functions, roles, ping }: WorkersProps);
    private consume;
}
