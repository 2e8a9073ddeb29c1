// Whatever accounts the caller of the sandbox has, no client in here can reach them.

/** Removes everything that AWS's clients read from an environment, and puts in what is worth nothing. */
export function isolateFromAws(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(env)) if (name.startsWith('AWS_')) delete env[name]
  Object.assign(env, {
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null'
  })
}
