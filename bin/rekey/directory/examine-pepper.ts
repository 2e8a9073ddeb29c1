// What password histories are hashed under: whether it is there, and chance, and the same for all who hash.
import type { Deployed } from './deployed.ts'
import { type Finding, type Found, faultWords, findingsAbout } from './findings.ts'

/** The reset secret's pepper, and the one beside it where people change their own passwords. */
export async function examinePepper({ settings, pepper }: Deployed): Promise<Finding[]> {
  const found = findingsAbout('password histories')
  const { default: fallback, groups } = settings.POLICIES
  const isUsed = [fallback, ...groups.map(({ policy }) => policy)].some(({ numPasswordsInHistory }) => (numPasswordsInHistory ?? 0) > 0)
  const held = await told(pepper('reset'))
  if (held === undefined)
    return [found('pepper', 'untold', 'where the reset secret is was not said', 'say --reset-arn ARN: a file of identities has no pepper')]
  if ('fault' in held)
    return [
      isUsed || settings.CHANGE
        ? found('pepper', 'problem', held.fault, FIX)
        : found('pepper', 'ok', 'there is none, and no policy of the deployment has numPasswordsInHistory')
    ]
  return [judgePepper(found, held.pepper), ...(settings.CHANGE ? [judgeSame(found, held.pepper, await told(pepper('change')))] : [])]
}

type Told = { pepper: string } | { fault: string } | undefined

const told = async (pepper: Promise<string> | undefined): Promise<Told> =>
  pepper?.then(
    (text) => ({ pepper: text }),
    (error: unknown) => ({ fault: faultWords(error) })
  )

const FIX = 'make it once, with openssl rand -base64 32, and never change it'
/** Of 32 random hexadecimal digits fewer differ once in twenty million times. */
const FEWEST_DIFFERENT = 8

/** Whether it looks like what docs/deploy.md asks for. Its value is not told, nor how long it is. */
export function judgePepper(found: Found, pepper: string): Finding {
  if (/\s|…/.test(pepper) || new Set(pepper).size < FEWEST_DIFFERENT)
    return found(
      'pepper',
      'warning',
      'the pepper of the reset secret is words, or a pattern: whoever guesses it can try a stolen table',
      FIX
    )
  return found('pepper', 'ok', 'the reset secret has a pepper that is long enough')
}

function judgeSame(found: Found, pepper: string, other: Told): Finding {
  if (other === undefined)
    return found('pepper', 'untold', 'whether the change secret has the same pepper: where it is was not said', 'say --change-arn ARN')
  if ('fault' in other) return found('pepper', 'problem', other.fault, 'give it the pepper of the reset secret')
  return other.pepper === pepper
    ? found('pepper', 'ok', 'the change secret has the same')
    : found(
        'pepper',
        'problem',
        'the change secret has another pepper: neither sees the passwords that the other remembers',
        'give both the same'
      )
}
