import type { StoreConfig } from '../../../config.ts'
import { ds389 } from './389ds.ts'
import { activeDirectory } from './active-directory.ts'
import { edirectory } from './edirectory.ts'
import { freeipa } from './freeipa.ts'
import { ibmSds } from './ibm-sds.ts'
import { odsee } from './odsee.ts'
import { oid } from './oid.ts'
import { openldap } from './openldap.ts'
import { oud } from './oud.ts'
import type { Profile } from './profile.ts'

/** Every kind of directory that Rekey knows, by its name in the configuration. */
export const PROFILES: Readonly<Record<StoreConfig['profile'], Profile>> = {
  'active-directory': activeDirectory,
  openldap,
  '389ds': ds389,
  freeipa,
  oid,
  oud,
  odsee,
  'ibm-sds': ibmSds,
  edirectory
}
