// Mail and SMS: what deliver may send, and as whom.
import { Stack } from 'aws-cdk-lib'
import { Effect, type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import {
  CloudWatchDimensionSource,
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailSendingEvent,
  EventDestination,
  SuppressionReasons
} from 'aws-cdk-lib/aws-ses'
import { Construct } from 'constructs'
import type { Configuration } from './configuration.ts'

export class Messages extends Construct {
  /** By it SES keeps apart what Rekey sends. */
  readonly configurationSet: string

  constructor(scope: Construct, id: string, { mail, sms }: Configuration, sender: IRole) {
    super(scope, id)
    const set = new ConfigurationSet(this, 'Mail', {
      // A code that cannot travel encrypted does not travel.
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      sendingEnabled: true,
      // An address that bounced or complained is not written to again, by anybody in the account.
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS
    })
    this.configurationSet = set.configurationSetName
    set.addEventDestination('Counts', {
      destination: EventDestination.cloudWatchDimensions([
        { source: CloudWatchDimensionSource.MESSAGE_TAG, name: 'ses:configuration-set', defaultValue: 'none' }
      ]),
      events: [EmailSendingEvent.SEND, EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT, EmailSendingEvent.REJECT]
    })
    sender.addToPrincipalPolicy(this.mailStatement(mail))
    if (sms) for (const statement of smsStatements()) sender.addToPrincipalPolicy(statement)
  }

  private mailStatement({ from, identity }: Configuration['mail']): PolicyStatement {
    const address = addressIn(from)
    const { partition, region, account } = Stack.of(this)
    const arn = (kind: string, name: string) => `arn:${partition}:ses:${region}:${account}:${kind}/${name}`
    return new PolicyStatement({
      sid: 'Mail',
      actions: ['ses:SendEmail'],
      resources: [arn('identity', identity ?? address.slice(address.indexOf('@') + 1)), arn('configuration-set', this.configurationSet)],
      conditions: { StringEquals: { 'ses:FromAddress': address } }
    })
  }
}

/** `Example <no-reply@example.com>` → `no-reply@example.com` */
const addressIn = (from: string): string => /<([^>]+)>\s*$/.exec(from)?.[1] ?? from.trim()

// A phone number is no resource, so only everything can be allowed; topics are taken out again.
const smsStatements = (): PolicyStatement[] => [
  new PolicyStatement({ sid: 'Sms', actions: ['sns:Publish'], resources: ['*'] }),
  new PolicyStatement({ sid: 'NoTopics', effect: Effect.DENY, actions: ['sns:Publish'], resources: ['arn:*:sns:*:*:*'] })
]
