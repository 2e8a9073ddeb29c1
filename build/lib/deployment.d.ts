import type { Configuration } from './configuration.ts';
export interface Deployment {
    /** The stack's name. */
    id: string;
    /** Account and region; what the CLI's credentials say unless told. */
    env?: {
        account: string;
        region: string;
    } | undefined;
    configuration: Configuration;
}
/** Reads `export const deployment = { id, env?, configuration }` from a TypeScript or JavaScript file. */
export declare function deploymentIn(file: string): Promise<Deployment>;
