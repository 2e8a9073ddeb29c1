import type { StoreConfig } from '../../../config.ts'
import { openldap } from './openldap.ts'
import type { Profile } from './profile.ts'

/** Every kind of directory that Rekey knows, by its name in the configuration. */
export const PROFILES: Readonly<Record<StoreConfig['profile'], Profile>> = { openldap }
