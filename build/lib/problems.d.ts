import type { Configuration } from './configuration.ts';
/** A configuration that can be made into a stack; throws ConfigurationError with all problems. `region` where it is known. */
export declare function checked(configuration: Configuration, region?: string): Configuration;
/** One line for each thing that is wrong, beginning with its place. */
export declare function problemsOf(given: unknown, region?: string): string[];
