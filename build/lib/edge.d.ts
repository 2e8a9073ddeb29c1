import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import type { FrontDoorSettings } from './configuration.ts';
import { type FrontDoor } from './front-door.ts';
import { Vault } from './vault.ts';
export interface EdgeProps {
    settings: FrontDoorSettings;
    frontDoor: FrontDoor;
    vault: Vault;
}
export declare class Edge extends Construct {
    readonly distribution: Distribution;
    /** Where people see the page. */
    readonly origin: string;
    constructor(scope: Construct, id: string, { settings, frontDoor, vault }: EdgeProps);
    /** A key that is made in the account and stands in no template: both ends name the secret that it lies in. */
    private keyFor;
}
