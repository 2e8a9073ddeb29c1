// A real slapd with Oracle Access Manager's attributes, and with rights on them for each of our identities.
import { join } from 'node:path'
import { type OpenLdapServer, startOpenLdap } from '../../bin/sandbox/openldap.ts'
import { IDENTITIES, PEOPLE_DN } from '../../bin/sandbox/people.ts'
import type { StoreConfig } from '../../lambdas/config.ts'

const STATE = 'obPasswordChangeFlag,obLockoutTime,obLoginTryCount'
const DATES = 'obPasswordCreationDate,obpasswordexpirydate'

const { search, reset, status } = IDENTITIES
/** `self` is what people may do with their own. */
const rule = (attributes: string, self: string, ...rights: [{ bindDn: string }, string][]): string =>
  [
    `access to dn.subtree="${PEOPLE_DN}" attrs=${attributes}`,
    `  by self ${self}`,
    ...rights.map(([{ bindDn }, right]) => `  by dn.exact="${bindDn}" ${right}`),
    '  by * none\n'
  ].join('\n')

const accessWith = (self: string): string =>
  [
    ...['oblixPersonPwdPolicy', 'oblixOrgPerson'].map((name) =>
      rule(`objectClass val="${name}"`, 'none', [reset, 'write'], [status, 'write'], [search, 'read'])
    ),
    rule(STATE, self, [reset, 'write'], [status, 'write'], [search, 'read']),
    rule(DATES, self, [reset, 'write'], [status, 'read'], [search, 'read']),
    rule('obuseraccountcontrol', 'none', [reset, 'read'], [status, 'write'], [search, 'read']),
    rule('oblastsuccessfullogin,description', 'none', [reset, 'read'], [status, 'read'], [search, 'read'])
  ].join('')

/** Starts it; `store` changes what the store says, `self` what people may do with their own state. */
export const startOblix = (store: Partial<StoreConfig> = {}, self = 'none'): Promise<OpenLdapServer> =>
  startOpenLdap({
    extension: {
      schema: join(import.meta.dirname, 'oblix.schema'),
      access: accessWith(self),
      store: { schema: 'oblix', stateClasses: ['oblixPersonPwdPolicy', 'oblixOrgPerson'], ...store }
    }
  })
