import { type FunctionName, type VariableTexts } from '../lambdas/config.ts';
import type { Configuration } from './configuration.ts';
/** Where a service is when it is not AWS's own is the sandbox's business, never a deployment's. */
type Deployed = Exclude<keyof VariableTexts, `${string}_ENDPOINT`>;
/** Every variable of a deployment. */
export type Variables = Pick<VariableTexts, Deployed>;
/** What is known only once it is created. */
export type Created = Pick<Variables, 'PUBLIC_ORIGIN' | 'TABLE_NAME' | 'SEARCH_SECRET_ID' | 'RESET_SECRET_ID' | 'CODE_KEY_IDS' | 'INDEX_KEY_ID' | 'SES_CONFIGURATION_SET'>;
/** All variables of all functions. */
export declare function variablesOf(configuration: Configuration, created: Created): Variables;
/** The environment of one function: exactly the variables that it reads, without those that are left to their defaults. */
export declare function environmentFor(name: FunctionName, variables: Variables): Record<string, string>;
/** Which part of the configuration a variable is made from: what a problem with it is called. */
export declare const FIELDS: Readonly<Partial<Record<Deployed, string>>>;
export {};
