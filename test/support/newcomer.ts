// Further people of an embedded directory, for tests that need one of their own, or many who share something.
import { randomUUID } from 'node:crypto'
import type { EmbeddedDirectory } from '../../bin/sandbox/directory.ts'
import { PEOPLE_DN } from '../../bin/sandbox/people.ts'

export interface Newcomer {
  username: string
  dn: string
}

/** Adds somebody with a password, and with the addresses that are given. */
export function aNewcomer({ tree }: EmbeddedDirectory, username: string, addresses: { mail?: string; mobile?: string }): Newcomer {
  const dn = `uid=${username},${PEOPLE_DN}`
  tree.add({
    dn,
    attributes: {
      objectClass: ['inetOrgPerson'],
      uid: [username],
      cn: [username],
      sn: [username],
      mail: addresses.mail ? [addresses.mail] : [],
      mobile: addresses.mobile ? [addresses.mobile] : [],
      pwdChangedTime: ['20240101000000Z'],
      entryUUID: [randomUUID()]
    },
    password: `${username} forgot this`
  })
  return { username, dn }
}
