// What a CDK app of yours imports.

export { ConfigurationError } from '../lambdas/config.ts'
export type { Configuration } from './configuration.ts'
export { configure } from './configuration.ts'
export { Rekey, type RekeyProps } from './rekey.ts'
export { RekeyStack, type RekeyStackProps } from './stack.ts'
