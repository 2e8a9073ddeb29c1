export { configure } from './configuration.js';
export { Rekey } from './rekey.js';
export { RekeyStack } from './stack.js';
export { ConfigurationError } from '../lambdas/config.js';
