// Whom a secret lets in by a policy of its own, read only: for whoever sets Rekey up.
import { GetResourcePolicyCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { Misconfigured, Unavailable } from '../../ports.ts'
import { refusalOf } from '../refusal.ts'
import { clientSettings } from '../sdk.ts'

/** The policy's JSON; undefined where the secret has none. Throws Unavailable or Misconfigured. */
export async function readSecretPolicy(id: string, endpoint?: string): Promise<string | undefined> {
  const client = new SecretsManagerClient(clientSettings({ endpoint }))
  try {
    return (await client.send(new GetResourcePolicyCommand({ SecretId: id }))).ResourcePolicy
  } catch (error) {
    const refusal = refusalOf(error)
    throw refusal ? new Misconfigured(`Secrets Manager refused: ${refusal}`, error) : new Unavailable('secrets', error)
  }
}
