import { randomUUID } from 'node:crypto'
import { type Endpoint, jsonEndpoint, Refused } from './endpoint.ts'

/** Secrets Manager GetResourcePolicy: no secret has one. */
export const createSecretPolicies = (): Endpoint => jsonEndpoint('secretsmanager.GetResourcePolicy', () => ({}))

/** Secrets Manager GetSecretValue over a fixed set. */
export function createSecrets(values: Readonly<Record<string, string>>): Endpoint {
  const VersionId = randomUUID()
  return jsonEndpoint('secretsmanager.GetSecretValue', ({ SecretId }) => {
    const id = String(SecretId)
    if (!Object.hasOwn(values, id)) throw new Refused('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
    return {
      ARN: `arn:aws:secretsmanager:us-east-1:000000000000:secret:${id}`,
      Name: id,
      SecretString: values[id],
      VersionId,
      VersionStages: ['AWSCURRENT']
    }
  })
}
