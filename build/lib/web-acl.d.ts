import { Construct } from 'constructs';
import type { FrontDoorSettings } from './configuration.ts';
import type { Vault } from './vault.ts';
export interface WebAclProps {
    scope: 'REGIONAL' | 'CLOUDFRONT';
    settings: FrontDoorSettings;
    vault: Vault;
}
export declare class WebAcl extends Construct {
    readonly arn: string;
    constructor(parent: Construct, id: string, { scope, settings, vault }: WebAclProps);
}
