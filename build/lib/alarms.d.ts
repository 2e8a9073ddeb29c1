import { Duration } from 'aws-cdk-lib';
import { Alarm, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Configuration } from './configuration.ts';
import type { FrontDoor } from './front-door.ts';
import type { Functions } from './functions.ts';
import { type Metrics } from './metrics.ts';
import type { Vault } from './vault.ts';
import type { Workers } from './workers.ts';
export interface AlarmsProps {
    configuration: Configuration;
    functions: Functions;
    frontDoor: FrontDoor;
    workers: Workers;
    vault: Vault;
    configurationSet: string;
}
export declare class Alarms extends Construct {
    readonly topic: ITopic;
    readonly metrics: Metrics;
    readonly all: Alarm[];
    constructor(scope: Construct, id: string, props: AlarmsProps);
    private topicOf;
    private alarm;
}
/** The proportion of sent codes that were typed in; few sent prove nothing. */
export declare const conversion: (metrics: Metrics, period?: Duration) => MathExpression;
