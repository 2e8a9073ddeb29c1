// Whether a person had a password before, and remembering the one that they have now.
import { hashOf, isInOracleHistory, packPast, placeOf, unpackPast, withNewest } from '../policy/history.ts'
import type { Policy } from '../policy/policy.ts'
import type { Clock, FlowStore, Log, Person, Random } from '../ports.ts'
import type { Held } from './settle.ts'
import { wordsOf } from './write-password.ts'

export interface HistoryDeps {
  clock: Clock
  random: Random
  log: Log
  flows: Pick<FlowStore, 'gate' | 'remember'>
  /** The key that histories are hashed under. Asked for only where a policy keeps one. */
  pepper: () => Promise<string>
}

export interface History {
  /** How many passwords ago this one was used, 1 for the current one; undefined where it was not, or the policy keeps no history. */
  lastUsed(policy: Policy, password: string, entry: Person): Promise<number | undefined>
  /** Puts the password that was last asked about first. To be called once the directory has accepted it. */
  remember(): Promise<void>
}

/** The history of the account of a held flow. */
export function historyOf(deps: HistoryDeps, { flow, account }: Held): History {
  let asked: { password: string; hash: string; salt: string; depth: number } | undefined
  const past = (packed: string | undefined) => unpackPast(packed, () => deps.random.bytes(16))
  const hashed = async (password: string, salt: string): Promise<string> => hashOf(password, await deps.pepper(), salt)

  return {
    async lastUsed(policy, password, entry) {
      const depth = policy.numPasswordsInHistory ?? 0
      if (depth === 0) return undefined
      const known = past(account.history)
      const hash = await hashed(password, known.salt)
      asked = { password, hash, salt: known.salt, depth }
      // Oracle's own does not say how old its entries are: each counts as the current one.
      return isInOracleHistory(entry.oldHistory ?? [], password, entry.names.username) ? 1 : placeOf(known, hash, flow.id)
    },

    async remember() {
      if (!asked || flow.acct === undefined) return
      try {
        let now: typeof account | undefined = account
        // Another way to change a password may have been first: then what it wrote is what ours is put before.
        for (let tries = 0; now && tries < 3; tries++) {
          const known = now.history === undefined ? { ...past(undefined), salt: asked.salt } : past(now.history)
          const hash = known.salt === asked.salt ? asked.hash : await hashed(asked.password, known.salt)
          if (await deps.flows.remember(flow.acct, packPast(withNewest(known, hash, flow.id, asked.depth)), now.hv)) return
          now = await deps.flows.gate(flow.acct, flow.id, flow.startedAt, deps.clock.now())
        }
        deps.log('commit.forgotten', { flow: flow.id, fault: 'the history was changed meanwhile' })
      } catch (fault) {
        // The password is changed already: that it is missing in the history must not look like a failure.
        deps.log('commit.forgotten', { flow: flow.id, fault: wordsOf(fault) })
      }
    }
  }
}
