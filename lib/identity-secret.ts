// Where the identities lie that one role binds to the directories as.
import { RemovalPolicy, Stack } from 'aws-cdk-lib'
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'

export interface IdentitySecretProps {
  /** What the identities are for, in a few words. */
  purpose: string
  /** The roles that read it, and no others. */
  readers: readonly IRole[]
  /** For the secret that is made. */
  key: IKey
  /** The stores' ids. */
  stores: readonly string[]
  /** Whether histories are hashed under a key that is beside the identities. */
  hasPepper?: boolean
  /** ARN of one that exists already. */
  existing?: string | undefined
  existingKeys: readonly string[]
}

/** Said in place of it. */
export const PEPPER = '32 random characters or more, for numPasswordsInHistory; never changed'

/** A secret made here has no value: who deploys puts one in, and until then every cold start says that it cannot be read. */
export class IdentitySecret extends Construct {
  readonly arn: string

  constructor(scope: Construct, id: string, props: IdentitySecretProps) {
    super(scope, id)
    const { readers, key, existing, existingKeys } = props
    this.arn = existing ?? this.made(props)
    const keys = existing === undefined ? [key.keyArn] : existingKeys
    for (const reader of readers) this.letRead(reader, keys)
  }

  private letRead(reader: IRole, keys: readonly string[]): void {
    reader.addToPrincipalPolicy(new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [this.arn] }))
    if (keys.length === 0) return
    reader.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['kms:Decrypt'],
        resources: [...keys],
        conditions: { StringEquals: { 'kms:ViaService': `secretsmanager.${Stack.of(this).region}.amazonaws.com` } }
      })
    )
  }

  // The L2 construct would put a random password in, which looks like a value and is none.
  private made({ purpose, key, stores, hasPepper }: IdentitySecretProps): string {
    const identities = Object.fromEntries(stores.map((store) => [store, { bindDn: '…', password: '…' }]))
    const value = JSON.stringify({ ...identities, ...(hasPepper ? { pepper: PEPPER } : {}) })
    const secret = new CfnSecret(this, 'Secret', {
      description: `Rekey: ${purpose}. Empty until you put a value in: ${value}`.slice(0, 2048),
      kmsKeyId: key.keyArn
    })
    secret.applyRemovalPolicy(RemovalPolicy.RETAIN)
    return secret.ref
  }
}
