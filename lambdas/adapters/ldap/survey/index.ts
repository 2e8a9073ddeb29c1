// What an administrator's own look at a directory is made of; no function that is deployed holds any of it.
export type { BindIdentity } from '../opener.ts'
export { groupReadingOf } from '../reading.ts'
export { type GroupStanding, groupsCalled, isGroupOf, standingOf } from './groups.ts'
export { type NativePolicy, nativePolicies } from './native-policy.ts'
export { estimateOf, foundBy, pagesOf, sampleOf } from './people.ts'
export { isHeldToPolicy, type Rights, rightsOver, seesPassword, switchedBy, writtenBy } from './rights.ts'
export { entryAt, type Root, rootOf } from './root.ts'
export { type Certificate, certificateAt, type Visit, visit, visitAny } from './visit.ts'
