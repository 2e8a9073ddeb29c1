import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Configuration, NetworkSettings } from './configuration.ts';
import type { FlowTable } from './table.ts';
import type { Vault } from './vault.ts';
export type Egress = NonNullable<NetworkSettings['egress']>;
/** What each way out costs while nobody resets a password. Prices of us-east-1, November 2026. */
export declare const EGRESS_PRICES: Readonly<Record<Egress, string>>;
export interface NetworkProps {
    configuration: Configuration;
    table: FlowTable;
    vault: Vault;
}
interface Place {
    vpcId: string;
    subnetIds: string[];
    routeTableIds: string[];
}
export declare class Network extends Construct {
    readonly vpcConfig: CfnFunction.VpcConfigProperty;
    readonly place: Place;
    private readonly egress;
    /** A network of ours alone: its endpoints lead to our things only. In a given one they would bar others from theirs. */
    private readonly isOurs;
    constructor(scope: Construct, id: string, { configuration, table, vault }: NetworkProps);
    /** With `endpoints`: a way to the secrets that were made or named, and to no others. */
    reachSecrets(arns: readonly string[]): void;
    /** A way from this network to a private front door; its id. */
    frontDoorEndpoint(): string;
    private interfaceEndpoint;
    /** Free. */
    private tableEndpoint;
    private securityGroup;
}
export {};
