// Mail and SMS: what deliver may send, and as whom.
import { Duration, Stack } from 'aws-cdk-lib'
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

/** SES takes no shorter time than this for a mail. */
const LEAST_SECONDS = 300

export class Messages extends Construct {
  /** For mails with codes: SES gives them up when their code has run out. */
  readonly forCodes: string
  /** For notices and warnings, which are still worth reading tomorrow. */
  readonly forNotices: string
  /** SES counts what becomes of mail under this dimension and value, for both together. */
  readonly counted: { name: string; value: string }

  constructor(scope: Construct, id: string, { mail, sms, code }: Configuration, sender: IRole) {
    super(scope, id)
    this.counted = { name: 'rekey', value: this.node.path.replaceAll('/', '-') }
    this.forNotices = this.setOf('Mail')
    this.forCodes = this.setOf('Codes', Duration.seconds(Math.max(LEAST_SECONDS, code?.seconds ?? 600)))
    sender.addToPrincipalPolicy(this.mailStatement(mail))
    if (sms) for (const statement of smsStatements()) sender.addToPrincipalPolicy(statement)
  }

  private setOf(name: string, maxDeliveryDuration?: Duration): string {
    const set = new ConfigurationSet(this, name, {
      ...(maxDeliveryDuration ? { maxDeliveryDuration } : {}),
      // A code that cannot travel encrypted does not travel.
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      sendingEnabled: true,
      // An address that bounced or complained is not written to again, by anybody in the account.
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS
    })
    set.addEventDestination('Counts', {
      destination: EventDestination.cloudWatchDimensions([
        { source: CloudWatchDimensionSource.MESSAGE_TAG, name: this.counted.name, defaultValue: this.counted.value }
      ]),
      events: [EmailSendingEvent.SEND, EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT, EmailSendingEvent.REJECT]
    })
    return set.configurationSetName
  }

  private mailStatement({ from, identity }: Configuration['mail']): PolicyStatement {
    const address = addressIn(from)
    const { partition, region, account } = Stack.of(this)
    const arn = (kind: string, name: string) => `arn:${partition}:ses:${region}:${account}:${kind}/${name}`
    return new PolicyStatement({
      sid: 'Mail',
      actions: ['ses:SendEmail'],
      resources: [
        arn('identity', identity ?? address.slice(address.indexOf('@') + 1)),
        ...[this.forNotices, this.forCodes].map((set) => arn('configuration-set', set))
      ],
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
