// Who can send in our name, and what is seen of mail that did not arrive: in the template, and in the page that tells how to deploy it.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ofType, resource, synthesise } from './support/synthesised.ts'

const stack = synthesise({ mail: { from: 'Example <no-reply@mail.example.com>', identity: 'example.com' } })

interface Statement {
  Action: string | string[]
  Resource: unknown
  Condition?: object
}

const statementsOf = (policy: { Properties: Record<string, unknown> }): Statement[] =>
  (policy.Properties['PolicyDocument'] as { Statement: Statement[] }).Statement

describe('a notice that is forged', () => {
  test('NOT-2: does not come from here: one role may send, as one sender, under an identity whose signature counts for it', () => {
    const sending = ofType(stack, 'AWS::IAM::Policy').flatMap(([id, policy]) =>
      statementsOf(policy)
        .filter(({ Action }) => [Action].flat().some((action) => action.startsWith('ses:')))
        .map((statement) => ({ id, statement }))
    )
    expect(sending).toHaveLength(1)
    const [{ id, statement }] = sending as [(typeof sending)[number]]
    expect(id).toMatch(/^RekeyRolesdeliver/)
    expect(statement).toMatchObject({
      Action: 'ses:SendEmail',
      Condition: { StringEquals: { 'ses:FromAddress': 'no-reply@mail.example.com' } }
    })
    expect(JSON.stringify(statement.Resource)).toContain(':identity/example.com"')
    expect(JSON.stringify(statement.Resource).match(/:configuration-set\//g)).toHaveLength(2)
  })

  test('NOT-2: is thrown away by whoever gets it, where the steps to deploy were followed', () => {
    const steps = readFileSync('docs/deploy.md', 'utf8')
    const prepare = /^2\. \*\*Prepare mail\.\*\*.*?(?=^3\. )/ms.exec(steps)?.[0] ?? ''
    for (const asked of ['Easy DKIM', 'SPF', 'custom MAIL FROM domain', '"v=DMARC1; p=reject;', '`rekey doctor`'])
      expect(prepare).toContain(asked)
  })
})

describe('mail that did not arrive', () => {
  const sets = ofType(stack, 'AWS::SES::ConfigurationSet')
  const COUNTED = { name: 'rekey', value: 'Rekey-Rekey-Messages' }

  test('DEL-10: is counted as bounced, complained of or rejected, and its address is not written to again', () => {
    expect(sets).toHaveLength(2)
    for (const [, { Properties }] of sets)
      expect(Properties).toMatchObject({ SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] } })
    expect(ofType(stack, 'AWS::SES::ConfigurationSetEventDestination').map(([, { Properties }]) => Properties)).toMatchObject(
      sets.map(([id]) => ({
        ConfigurationSetName: { Ref: id },
        EventDestination: {
          Enabled: true,
          MatchingEventTypes: expect.arrayContaining(['bounce', 'complaint', 'reject']),
          CloudWatchDestination: {
            DimensionConfigurations: [
              { DimensionName: COUNTED.name, DimensionValueSource: 'messageTag', DefaultDimensionValue: COUNTED.value }
            ]
          }
        }
      }))
    )
  })

  test('DEL-8: SES gives up a mail with a code ten minutes after it was sent at the latest, and any other when it gives up by itself', () => {
    const lives = (given: typeof stack) =>
      Object.fromEntries(
        ofType(given, 'AWS::SES::ConfigurationSet').map(([id, { Properties }]) => [
          id.replace(/^RekeyMessages|[0-9A-F]{8}$/g, ''),
          (Properties['DeliveryOptions'] as { MaxDeliverySeconds?: number }).MaxDeliverySeconds
        ])
      )
    expect(lives(stack)).toEqual({ Codes: 600, Mail: undefined })
    expect(lives(synthesise({ code: { seconds: 420 } }))).toEqual({ Codes: 420, Mail: undefined })
    // SES takes no less than five minutes.
    expect(lives(synthesise({ code: { seconds: 120 } }))).toEqual({ Codes: 300, Mail: undefined })
  })

  test.each([
    ['Bounces', 'Bounce'],
    ['Complaints', 'Complaint']
  ])('DEL-10: wakes somebody up: %s', (name, MetricName) => {
    expect(resource(stack, 'AWS::CloudWatch::Alarm', `RekeyAlarms${name}`).Properties).toMatchObject({
      Namespace: 'AWS/SES',
      MetricName,
      Dimensions: [{ Name: COUNTED.name, Value: COUNTED.value }],
      AlarmActions: [expect.anything()]
    })
  })
})
