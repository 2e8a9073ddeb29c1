import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Rekey, type RekeyProps } from './rekey.ts';
export interface RekeyStackProps extends StackProps {
    rekey: RekeyProps;
}
export declare class RekeyStack extends Stack {
    readonly rekey: Rekey;
    constructor(scope: Construct, id: string, { rekey, ...props }: RekeyStackProps);
}
