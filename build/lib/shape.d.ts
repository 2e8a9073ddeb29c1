import type { Configuration } from './configuration.ts';
/** What can be judged further, and what is wrong with the rest. */
export interface Shaped {
    configuration: Partial<Configuration>;
    problems: string[];
}
/** Takes out what has the wrong form, so that everything else can be judged too. */
export declare function shaped(value: unknown): Shaped;
