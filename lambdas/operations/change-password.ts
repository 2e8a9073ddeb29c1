// Change with the current password: the one public request that must ask the directory. What it may cost is charged before, it asks the same
// for everybody (one search, one bind), and answers on a grid of seconds.
import { accountOf, ghostAccount } from '../flow/decoy.ts'
import { type Locale, localeFor } from '../messages/locales.ts'
import type { Configuration, Deadline, Metronome, OwnStore } from '../ports.ts'
import { onGrid } from './grid.ts'
import { type Admitted, admit, type OwnBudgetDeps } from './own-budget.ts'
import { type ChangePasswordOutcome, tellOutcome } from './own-outcome.ts'
import { seek } from './seek.ts'
import { identified, token } from './tokens.ts'
import { type WriteOwnDeps, writeOwn } from './write-own.ts'

export interface ChangePasswordDeps extends OwnBudgetDeps, WriteOwnDeps {
  flows: OwnBudgetDeps['flows'] & WriteOwnDeps['flows']
  metronome: Metronome
  stores: readonly OwnStore[]
  configuration: Pick<Configuration, 'policies'>
  locales: readonly Locale[]
}

export interface ChangePasswordInput {
  who: string
  /** As typed: whatever it was set as elsewhere. */
  current: string
  password: string
  languages: string
  client: { prefix: string; area: string }
}

/** Changes a password for whoever knows the current one. */
export async function changePassword(
  deps: ChangePasswordDeps,
  input: ChangePasswordInput,
  deadline: Deadline
): Promise<ChangePasswordOutcome> {
  const begun = deps.metronome.now()
  const admitted = await admit(deps, input.who, input.client.prefix)
  if (!('refusal' in admitted)) return onGrid(deps.metronome, begun, () => attempt(deps, input, admitted, deadline))
  deps.log('change.limited', { limit: admitted.limit, net: identified(admitted.net) })
  return { refusal: admitted.refusal, retryAfter: admitted.retryAfter }
}

async function attempt(
  deps: ChangePasswordDeps,
  input: ChangePasswordInput,
  admitted: Admitted,
  deadline: Deadline
): Promise<ChangePasswordOutcome> {
  const { current, password, client } = input
  const locale = localeFor(input.languages, deps.locales)
  const policies = await deps.configuration.policies()
  const found = await seek(deps.stores, input.who, deadline)
  const seen = 'person' in found ? found : undefined
  const acct = seen ? accountOf(seen.store.store, seen.person.guid) : ghostAccount(admitted.who)
  // Under all its names together an account has no more tries than under one; who has used them up is bound as nobody.
  const isAdmitted = await admitted.tries(acct)
  const proven = await found.store.prove(isAdmitted ? seen?.person.dn : undefined, current, deadline)
  const told = { who: identified(admitted.who), net: identified(admitted.net), account: acct, locale }
  if (!seen || !proven)
    return tellOutcome(deps.log, told, { kind: 'rejected', reason: 'reason' in found ? found.reason : isAdmitted ? 'wrong' : 'tries' })
  try {
    const own = {
      ...seen,
      id: token(deps.random, 16),
      acct,
      startedAt: admitted.now,
      current,
      password,
      locale,
      area: client.area,
      policies
    }
    const written = await writeOwn(deps, own, proven, deadline)
    // Not where the answer is that of a wrong password: it would be told from one by the tries that are left.
    if (written.kind !== 'rejected') await admitted.forgive()
    return tellOutcome(deps.log, told, written)
  } finally {
    proven.close()
  }
}
