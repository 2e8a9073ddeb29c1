import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { type IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import type { DomainSettings, FrontDoorSettings } from './configuration.ts';
import type { Functions } from './functions.ts';
import type { Vault } from './vault.ts';
export interface FrontDoorProps {
    settings: FrontDoorSettings;
    vault: Vault;
    /** The VPC endpoints that may call a private one. */
    vpcEndpointIds: readonly string[];
}
export declare const STAGE = "live";
export declare class FrontDoor extends Construct {
    readonly api: RestApi;
    constructor(scope: Construct, id: string, props: FrontDoorProps);
    /** Where the stage is, without https and path. */
    get host(): string;
    /** Every route of the table, and nothing else. */
    leadTo({ all }: Functions): void;
    /** What the gateway answers by itself is kept by nobody either. */
    private answerInOurManner;
    private nameIt;
}
/** The zone, without looking it up. */
export declare const zoneOf: (scope: Construct, { hostedZone }: DomainSettings) => IHostedZone | undefined;
/** The given certificate, or one that the zone vouches for. */
export declare const certificateOf: (scope: Construct, { name, certificateArn }: DomainSettings, zone: IHostedZone | undefined) => import("aws-cdk-lib/aws-certificatemanager").ICertificate;
