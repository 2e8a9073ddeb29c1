import { Construct } from 'constructs';
import type { Vault } from './vault.ts';
export interface NewVpcProps {
    cidr?: string | undefined;
    /** With IPv6 and an egress-only gateway: out, but never in. */
    isDualStack: boolean;
    vault: Vault;
}
export declare class NewVpc extends Construct {
    readonly vpcId: string;
    readonly subnetIds: string[];
    readonly routeTableIds: string[];
    private readonly zones;
    constructor(scope: Construct, id: string, { cidr, isDualStack, vault }: NewVpcProps);
    private subnet;
    private logRefused;
}
