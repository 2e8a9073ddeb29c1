// What makes functions run that nobody calls: the table's stream, and the clock.
import { Duration } from 'aws-cdk-lib'
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { EventSourceMapping, type Function as Lambda, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { STREAM_CONSUMERS, type StreamConsumer } from '../lambdas/streams.ts'
import type { Functions } from './functions.ts'
import type { Roles } from './roles.ts'
import type { FlowTable } from './table.ts'

export interface WorkersProps {
  table: FlowTable
  functions: Functions
  roles: Roles
  ping: boolean
}

export class Workers extends Construct {
  /** What no worker could do in time: the positions of records in the stream, never their content. */
  readonly undone: Queue

  constructor(scope: Construct, id: string, { table, functions, roles, ping }: WorkersProps) {
    super(scope, id)
    this.undone = new Queue(this, 'Undone', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(4)
    })
    for (const consumer of STREAM_CONSUMERS) this.consume(consumer, table, functions, roles)

    const { sweep, locate, commit, change, remind } = functions.all
    // The next minute is the retry.
    sweep.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) })
    new Rule(this, 'EveryMinute', {
      description: 'Rekey: settles commits that a crash left',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(sweep, { retryAttempts: 0 })]
    })
    if (remind) this.everyHour(remind)
    if (!ping) return
    new Rule(this, 'Daily', {
      description: 'Rekey: keeps the way to the directory awake, and shows that it is open',
      schedule: Schedule.rate(Duration.days(1)),
      targets: [locate, commit, ...(change ? [change] : [])].map(
        (target) => new LambdaFunction(target, { event: RuleTargetInput.fromObject({ ping: true }), retryAttempts: 0 })
      )
    })
  }

  /** Every hour is the retry: what is done for the day is not done again. */
  private everyHour(remind: Lambda): void {
    remind.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(15) })
    new Rule(this, 'EveryHour', {
      description: 'Rekey: mails people whose password expires soon',
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new LambdaFunction(remind, { retryAttempts: 0 })]
    })
  }

  private consume(
    { name, filter, batchSize, parallelization, retries, maxAgeSeconds }: StreamConsumer,
    table: FlowTable,
    functions: Functions,
    roles: Roles
  ): void {
    roles.all[name].addToPrincipalPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.undone.queueArn] }))
    new EventSourceMapping(this, name, {
      target: functions.all[name],
      eventSourceArn: table.streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [{ pattern: JSON.stringify(filter) }],
      batchSize,
      parallelizationFactor: parallelization,
      retryAttempts: retries,
      maxRecordAge: Duration.seconds(maxAgeSeconds),
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      onFailure: { bind: () => ({ destination: this.undone.queueArn }) }
    })
  }
}
