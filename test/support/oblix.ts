// A real slapd with Oracle Access Manager's attributes, and with rights on them for each of our identities.
import { join } from 'node:path'
import { type OpenLdapServer, startOpenLdap } from '../../bin/sandbox/openldap.ts'
import { IDENTITIES, PEOPLE_DN } from '../../bin/sandbox/people.ts'
import type { StoreConfig } from '../../lambdas/config.ts'

const STATE = 'obPasswordChangeFlag,obLockoutTime,obLoginTryCount'
const DATES = 'obPasswordCreationDate,obpasswordexpirydate'

const { search, reset, status } = IDENTITIES
const rule = (attributes: string, ...rights: [{ bindDn: string }, string][]): string =>
  [
    `access to dn.subtree="${PEOPLE_DN}" attrs=${attributes}`,
    ...rights.map(([{ bindDn }, right]) => `  by dn.exact="${bindDn}" ${right}`),
    '  by * none\n'
  ].join('\n')

const ACCESS = [
  ...['oblixPersonPwdPolicy', 'oblixOrgPerson'].map((name) =>
    rule(`objectClass val="${name}"`, [reset, 'write'], [status, 'write'], [search, 'read'])
  ),
  rule(STATE, [reset, 'write'], [status, 'write'], [search, 'read']),
  rule(DATES, [reset, 'write'], [status, 'read'], [search, 'read']),
  rule('obuseraccountcontrol', [reset, 'read'], [status, 'write'], [search, 'read']),
  rule('oblastsuccessfullogin,description', [reset, 'read'], [status, 'read'], [search, 'read'])
].join('')

/** Starts it; `store` changes what the store says. */
export const startOblix = (store: Partial<StoreConfig> = {}): Promise<OpenLdapServer> =>
  startOpenLdap({
    extension: {
      schema: join(import.meta.dirname, 'oblix.schema'),
      access: ACCESS,
      store: { schema: 'oblix', stateClasses: ['oblixPersonPwdPolicy', 'oblixOrgPerson'], ...store }
    }
  })
