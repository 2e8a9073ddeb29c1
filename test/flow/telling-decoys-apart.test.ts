// ENU-4: whoever has seen five hundred people and five hundred decoys, each with the name that was typed, cannot tell the next ones apart.
import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createProfileCounter } from '../../bin/rekey/directory/decoy-profile.ts'
import { initialOf } from '../../lambdas/flow/canonical.ts'
import { type DecoyProfile, decoyOptions } from '../../lambdas/flow/decoy.ts'
import type { Contact, Option } from '../../lambdas/flow/flow.ts'
import { maskedOptions } from '../../lambdas/flow/options.ts'

const hashed = (text: string): number => createHmac('sha256', 'crowd').update(text).digest().readUInt32BE() / 2 ** 32
const among = <T>(choices: readonly T[], at: string): T => choices[Math.floor(hashed(at) * choices.length)] as T

const NAMES = [
  'alice',
  'andrew',
  'anna',
  'ben',
  'carl',
  'chris',
  'dora',
  'emma',
  'john',
  'jane',
  'kim',
  'luis',
  'mary',
  'maria',
  'mike',
  'olga',
  'sam',
  'sara',
  'tom',
  'zoe'
]

/** A user name as organisations give them; most mail addresses begin alike, some are private ones. */
function aPerson(index: number): { username: string; contacts: Contact[] } {
  const username = `${among(NAMES, `name ${index}`)}${index}`
  const isPrivate = hashed(`private ${index}`) < 0.12
  const local = isPrivate ? `${among([...'bdgmsx'], `letter ${index}`)}sunny${index}` : username
  const mail: Contact = { channel: 'email', address: `${local}@${isPrivate ? 'mail.example.org' : 'corp.example.com'}` }
  const mobile: Contact = { channel: 'sms', address: `+1202555${String(Math.floor(hashed(`number ${index}`) * 10_000)).padStart(4, '0')}` }
  const has = hashed(`has ${index}`)
  return { username, contacts: has < 0.6 ? [mail, mobile] : has < 0.9 ? [mail] : [mobile] }
}

/** What can be seen of options by who knows what was typed. */
const featuresOf = (typed: string, options: readonly Option[]): string[] => [
  `channels ${options.map(({ channel }) => channel).join('+')}`,
  ...options.flatMap(({ channel, masked = '' }) =>
    channel === 'sms'
      ? [`ending ${masked.at(-2)}`, `last ${masked.at(-1)}`, `width ${masked.length}`]
      : [
          `letter ${[...masked][0]}`,
          `top level ${masked.slice(masked.lastIndexOf('.'))}`,
          `width ${[...masked].length}`,
          `begins alike: ${[...masked][0] === initialOf(typed)}`
        ]
  )
]

/** How sure a naive Bayes classifier is of a person, having learnt from these. */
function classifier(people: readonly string[][], decoys: readonly string[][]): (features: readonly string[]) => number {
  const counted = (all: readonly string[][]) => {
    const counts = new Map<string, number>()
    for (const feature of all.flat()) counts.set(feature, (counts.get(feature) ?? 0) + 1)
    return (feature: string) => ((counts.get(feature) ?? 0) + 1) / (all.length + 2)
  }
  const [ofPeople, ofDecoys] = [counted(people), counted(decoys)]
  return (features) => features.reduce((sum, feature) => sum + Math.log(ofPeople(feature) / ofDecoys(feature)), 0)
}

/** The chance that a person is ranked above a decoy. */
const aucOf = (people: readonly number[], decoys: readonly number[]): number =>
  people.flatMap((person) => decoys.map((decoy) => (person > decoy ? 1 : person === decoy ? 0.5 : 0) as number)).reduce((a, b) => a + b) /
  (people.length * decoys.length)

const measured = (): DecoyProfile => {
  const counter = createProfileCounter()
  for (let index = 10_000; index < 30_000; index += 1) {
    const { username, contacts } = aPerson(index)
    counter.add(contacts, [username])
  }
  const profile = counter.profile()
  if (!profile) throw new Error('too few people')
  return profile
}

function auc(profile: DecoyProfile, count = 1000): number {
  const all = Array.from({ length: count }, (_, index) => aPerson(index))
  const people = all.map(({ username, contacts }) => featuresOf(username, maskedOptions(`flow ${username}`, contacts)))
  const decoys = Array.from({ length: count }, (_, index) => {
    const typed = `${among(NAMES, `typed ${index}`)}${count + index}`
    return featuresOf(typed, decoyOptions(`flow ${typed}`, createHmac('sha256', 'key').update(typed).digest('base64url'), typed, profile))
  })
  const half = count / 2
  const sureness = classifier(people.slice(0, half), decoys.slice(0, half))
  return aucOf(people.slice(half).map(sureness), decoys.slice(half).map(sureness))
}

describe('masked options of people and decoys', () => {
  const profile = measured()

  test('ENU-4, 28: cannot be told apart, not even by what was typed', () => {
    expect(Math.abs(auc(profile) - 0.5)).toBeLessThan(0.05)
  })

  test('could be, if decoys did not begin as their names do', () => {
    expect(auc({ ...profile, sameLetter: undefined })).toBeGreaterThan(0.7)
  })
})
