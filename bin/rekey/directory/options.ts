// Where the commands that go to the directory themselves take it from. Apart from what reads it, which is most of their weight.
import type { OptionTypes } from '../command.ts'

/** How to say what is deployed and who to bind as. */
export const DEPLOYED_OPTIONS = {
  config: { type: 'string' },
  table: { type: 'string' },
  'search-identity': { type: 'string' },
  'reset-identity': { type: 'string' },
  'search-arn': { type: 'string' },
  'reset-arn': { type: 'string' }
} as const satisfies OptionTypes

/** Those that only doctor takes beside. */
export const DOCTOR_OPTIONS = {
  ...DEPLOYED_OPTIONS,
  'status-identity': { type: 'string' },
  'status-arn': { type: 'string' },
  'change-arn': { type: 'string' }
} as const satisfies OptionTypes

/** The same for people. */
export const DEPLOYED_HELP = `Works on the directory and on AWS itself, from this machine and read only; the API is not asked.
  --config FILE           what is deployed (rekey.config.ts unless told); or --sandbox
  --search-arn ARN        the secret with the search identities: SearchSecretArn of the stack's outputs, unless the configuration names one
  --search-identity FILE  instead, a file that only you can read: {"bindDn": "…", "password": "…"}, or one such for each store
  --reset-arn ARN, --reset-identity FILE
                          the same for the reset identities; only doctor looks at them
  --table NAME            the table, where what administrators have changed since the deployment counts too
`
