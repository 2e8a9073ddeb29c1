import type { Configuration } from './configuration.ts';
/** What is wrong with the network. */
export declare function networkProblems({ network }: Partial<Configuration>): string[];
