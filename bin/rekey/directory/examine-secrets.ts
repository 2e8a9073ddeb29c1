// Whom the secrets let in by policies of their own. What IAM lets others do with all secrets is not looked at.
import { readSecretPolicy } from '../../../lambdas/adapters/secrets/account.ts'
import { type Deployed, ROLES } from './deployed.ts'
import { type Finding, type Found, faultWords, findingsAbout } from './findings.ts'

/** Each secret that was named. */
export async function examineSecrets({ settings, secretId }: Deployed): Promise<Finding[]> {
  const findings = ROLES.map(async (role) => {
    const id = secretId(role)
    if (id === undefined) return []
    const found = findingsAbout(`${role} secret`)
    return readSecretPolicy(id, settings.SECRETS_ENDPOINT).then(
      (policy) => [judgeSecretPolicy(found, policy)],
      (error: unknown) => [found('secret', 'untold', faultWords(error), 'allow secretsmanager:GetResourcePolicy to who runs this')]
    )
  })
  return (await Promise.all(findings)).flat()
}

interface Statement {
  Effect?: string
  Principal?: string | Record<string, string | string[]>
  Action?: string | string[]
  NotAction?: unknown
}

/** Nobody needs one: the functions' own roles let them read. */
export function judgeSecretPolicy(found: Found, policy: string | undefined): Finding {
  const { Statement = [] } = JSON.parse(policy ?? '{}') as { Statement?: Statement | Statement[] }
  const readers = [Statement].flat().flatMap((one) => (letsRead(one) ? principalsOf(one) : []))
  if (readers.length === 0) return found('secret', 'ok', 'lets nobody read it by a policy of its own')
  return found(
    'secret',
    readers.includes('*') ? 'problem' : 'warning',
    `lets others read it by a policy of its own: ${[...new Set(readers)].join(', ')}`,
    'take that away: whoever reads it binds as that identity'
  )
}

const letsRead = ({ Effect, Action = [], NotAction }: Statement): boolean =>
  Effect === 'Allow' && (NotAction !== undefined || [Action].flat().some(isReading))

/** `*` and `?` as IAM has them. */
const isReading = (action: string): boolean =>
  new RegExp(
    `^${action
      .replace(/[.+^$()|[\]{}\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i'
  ).test('secretsmanager:GetSecretValue')

const principalsOf = ({ Principal = '*' }: Statement): string[] =>
  typeof Principal === 'string' ? [Principal] : Object.values(Principal).flat()
