import { Construct } from 'constructs';
import { Alarms } from './alarms.ts';
import type { Configuration } from './configuration.ts';
import { FrontDoor } from './front-door.ts';
import { Functions } from './functions.ts';
import { FlowTable } from './table.ts';
export interface RekeyProps extends Configuration {
    /** Where the functions' artefacts are, when not in this package's dist/. */
    artefacts?: string | undefined;
}
export declare class Rekey extends Construct {
    /** Where people see the page. */
    readonly origin: string;
    readonly table: FlowTable;
    readonly functions: Functions;
    readonly frontDoor: FrontDoor;
    readonly alarms: Alarms;
    constructor(scope: Construct, id: string, { artefacts, ...given }: RekeyProps);
    private keys;
    private secrets;
    private tell;
}
