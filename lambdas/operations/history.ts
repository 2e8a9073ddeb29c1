// Whether a person had a password before, and remembering the one that they have now.
import type { Flow } from '../flow/flow.ts'
import { hashOf, isInOracleHistory, type Past, packPast, placeOf, unpackPast, withNewest } from '../policy/history.ts'
import type { Policy } from '../policy/policy.ts'
import type { Account, Clock, FlowStore, Log, Person, Random } from '../ports.ts'
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
  /**
   * Puts the password that was last asked about first, and behind it the one that it replaced, where that is known and was missing. To be
   * called once the directory has accepted it.
   */
  remember(replaced?: string): Promise<void>
}

/** Who writes, and the account as the gate left it. */
interface Writer {
  flow: Pick<Flow, 'id' | 'acct' | 'startedAt'>
  account: Account
}

/** The history of the account of a held flow, or of whoever else passed the gate. */
export function historyOf(deps: HistoryDeps, { flow, account }: Writer): History {
  let asked: { password: string; hash: string; salt: string; depth: number } | undefined
  const past = (packed: string | undefined) => unpackPast(packed, () => deps.random.bytes(16))
  const hashed = async (password: string, salt: string): Promise<string> => hashOf(password, await deps.pepper(), salt)

  async function including(known: Past, replaced: string | undefined): Promise<Past> {
    if (replaced === undefined) return known
    const hash = await hashed(replaced, known.salt)
    return placeOf(known, hash, flow.id) === undefined ? { ...known, hashes: [hash, ...known.hashes] } : known
  }

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

    async remember(replaced) {
      if (!asked || flow.acct === undefined) return
      try {
        let now: typeof account | undefined = account
        // Another way to change a password may have been first: then what it wrote is what ours is put before.
        for (let tries = 0; now && tries < 3; tries++) {
          const known = now.history === undefined ? { ...past(undefined), salt: asked.salt } : past(now.history)
          const hash = known.salt === asked.salt ? asked.hash : await hashed(asked.password, known.salt)
          const newest = withNewest(await including(known, replaced), hash, flow.id, asked.depth)
          if (await deps.flows.remember(flow.acct, packPast(newest), now.hv)) return
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
