import { Construct } from 'constructs';
import { type Alarms } from './alarms.ts';
import type { FrontDoor } from './front-door.ts';
import type { Functions } from './functions.ts';
import type { Workers } from './workers.ts';
export interface OverviewProps {
    alarms: Alarms;
    functions: Functions;
    frontDoor: FrontDoor;
    workers: Workers;
}
export declare class Overview extends Construct {
    constructor(scope: Construct, id: string, { alarms, functions: { all }, frontDoor: { api }, workers: { undone } }: OverviewProps);
}
