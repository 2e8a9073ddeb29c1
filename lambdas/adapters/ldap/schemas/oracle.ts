// The attributes that Oracle's later identity products keep state in. Their names differ from one installation to the next.
import type { StoreConfig } from '../../../config.ts'
import { known, timeOf, toGeneralizedTime } from '../entry.ts'
import { replaced } from '../switches.ts'
import { isoTimeOf } from './oblix.ts'
import type { Schema } from './schema.ts'

const NAMES = {
  expiresAt: 'orclpwdexpirationdate',
  locked: 'orclaccountlocked',
  enabled: 'orclisenabled',
  mustChange: 'orclpwdmustchange',
  unlock: 'orclpwdaccountunlock'
} as const

const isYes = (value: string | undefined): boolean => /^(true|1)$/i.test(value ?? '')

/** By the names of this store. A lock is told by the directory alone, and ended by asking for it. */
export function oracle(own: StoreConfig['stateAttributes']): Schema {
  const names = { ...NAMES, ...own }
  return {
    attributes: [names.expiresAt, names.locked, names.enabled, names.mustChange],

    standing(entry) {
      const expires = entry.first(names.expiresAt)
      return {
        isDisabled: entry.first(names.enabled)?.toUpperCase() === 'DISABLED',
        isLocked: isYes(entry.first(names.locked)),
        mustChange: isYes(entry.first(names.mustChange)),
        ...known({ expiresAt: timeOf(expires) ?? isoTimeOf(expires) })
      }
    },

    written: (_, { expiresAt }) => [
      expiresAt === undefined ? replaced(names.expiresAt) : replaced(names.expiresAt, toGeneralizedTime(expiresAt)),
      replaced(names.mustChange, '0'),
      replaced(names.unlock, '1')
    ],

    switches: {
      enabled: (to) => [replaced(names.enabled, to ? 'ENABLED' : 'DISABLED')],
      forceChange: (to) => [replaced(names.mustChange, to ? '1' : '0')],
      unlocked: () => [replaced(names.unlock, '1')]
    }
  }
}
