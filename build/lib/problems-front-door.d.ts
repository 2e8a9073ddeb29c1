import type { Configuration } from './configuration.ts';
/** What is wrong with the way in; `region` where it is known. */
export declare function frontDoorProblems({ frontDoor, network }: Partial<Configuration>, region?: string): string[];
