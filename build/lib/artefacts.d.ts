import type { FunctionName } from '../lambdas/config.ts';
/** The folder of one function; throws where it was not built. */
export declare function artefactOf(name: FunctionName, dist?: string): string;
