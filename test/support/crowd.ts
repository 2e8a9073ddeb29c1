// Many generated people for slapd, whose passwords were set on each of the last days.
import { PEOPLE_DN } from '../../bin/sandbox/people.ts'
import { DAY, stampOf } from './reminders.ts'

export interface Crowd {
  /** For slapadd. */
  ldif: string
  /** The mail addresses of those whose password is so many days old at most, and so many at least. */
  mailsOf(least: number, most: number): string[]
}

/** `days`: over how many the changes are spread. Every hundredth has no mail address, and the next one is disabled. */
export function aCrowd(count: number, { now, days = 40 }: { now: number; days?: number }): Crowd {
  const people = Array.from({ length: count }, (_, index) => ({
    uid: `p${String(index).padStart(6, '0')}`,
    age: index % days,
    hasMail: index % 100 !== 0,
    isDisabled: index % 100 === 1
  }))
  return {
    ldif: people
      .map(({ uid, age, hasMail, isDisabled }, index) =>
        [
          `dn: uid=${uid},${PEOPLE_DN}`,
          'objectClass: inetOrgPerson',
          `uid: ${uid}`,
          `cn: Person ${index}`,
          'sn: Person',
          ...(hasMail ? [`mail: ${uid}@example.com`] : []),
          // An hour past midnight of their day, so that no test runs at the very moment.
          `pwdChangedTime: ${stampOf(now - age * DAY - DAY / 24)}`,
          ...(isDisabled ? ['pwdAccountLockedTime: 000001010000Z'] : []),
          ''
        ].join('\n')
      )
      .join('\n'),
    mailsOf: (least, most) =>
      people
        .filter(({ age, hasMail, isDisabled }) => age >= least && age <= most && hasMail && !isDisabled)
        .map(({ uid }) => `${uid}@example.com`)
  }
}
