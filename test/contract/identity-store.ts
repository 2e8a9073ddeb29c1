// What every directory must do for us, whichever server it is: the Finder, Resetter and OwnStore ports through the LDAP adapter. Where
// servers differ, the difference is data: Facts.
import { describe } from 'vitest'
import type { Facts, StartDirectory } from './identity-store/directories.ts'
import { finding } from './identity-store/finding.ts'
import { groups } from './identity-store/groups.ts'
import { ownChange } from './identity-store/own-change.ts'
import { readingAgain } from './identity-store/reading-again.ts'
import { rights } from './identity-store/rights.ts'
import { state } from './identity-store/state.ts'
import { writing } from './identity-store/writing.ts'

export * from './identity-store/directories.ts'

/** All that holds for every directory. */
export function identityStoreContract(start: StartDirectory, facts: Facts): void {
  describe('finding', () => finding(start, facts))
  describe('groups', () => groups(start, facts))
  describe('reading again', () => readingAgain(start, facts))
  describe.each(facts.writes)('writing a password by %s', (write) => writing(start, facts, write))
  describe('the state of accounts', () => state(start, facts))
  describe.each(facts.writes)('a change with the current password by %s', (write) => ownChange(start, facts, write))
  describe('the rights of our identities', () => rights(start, facts))
}
