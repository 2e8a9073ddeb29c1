// A deployment of one directory, written down as an administrator would have it.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BindIdentity } from '../../lambdas/adapters/ldap/index.ts'
import type { StoreSettings } from '../../lambdas/config.ts'
import type { Configuration } from '../../lib/configuration.ts'
import { type Ended, rekey } from './transcript.ts'

type Identities = Partial<Record<'search' | 'reset' | 'status', BindIdentity>>

export interface Administrator {
  folder: string
  /** Runs a command on this deployment, as these identities. */
  run(args: readonly string[], identities?: Identities): Promise<Ended>
  /** The same with --json, read. */
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape that its command answers
  ask(args: readonly string[], identities?: Identities): Promise<any>
  end(): void
}

/** `more` replaces parts of the configuration. */
export function administrator(stores: readonly StoreSettings[], more: Partial<Configuration> = {}): Administrator {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-deployment-'))
  const file = join(folder, 'rekey.config.mjs')
  const configuration = { stores, mail: { from: 'no-reply@example.com' }, frontDoor: { edge: true }, sms: { countries: ['US'] }, ...more }
  writeFileSync(file, `export const deployment = ${JSON.stringify({ id: 'Rekey', configuration })}\n`)
  const run: Administrator['run'] = (args, identities = {}) => {
    const named = Object.entries(identities).flatMap(([role, identity]) => {
      const path = join(folder, `${role}.json`)
      writeFileSync(path, JSON.stringify(identity))
      chmodSync(path, 0o600)
      return [`--${role}-identity`, path]
    })
    // Nobody's AWS account is asked, and nobody waits for it.
    const env = {
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_REGION: 'us-east-1',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null'
    }
    return rekey([...args, '--config', file, ...named], { env })
  }
  return {
    folder,
    run,
    async ask(args, identities) {
      const { out, err } = await run([...args, '--json'], identities)
      if (out === '') throw new Error(err)
      return JSON.parse(out)
    },
    end: () => rmSync(folder, { recursive: true })
  }
}
