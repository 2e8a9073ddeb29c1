// What wakes somebody up. docs/alarms.md has a paragraph for each: what it means, what to do.
import { Duration, Stack } from 'aws-cdk-lib'
import { Alarm, ComparisonOperator, type IMetric, MathExpression, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'
import type { FunctionName } from '../lambdas/config.ts'
import type { Configuration } from './configuration.ts'
import type { FrontDoor } from './front-door.ts'
import type { Functions } from './functions.ts'
import type { Messages } from './messages.ts'
import { type Metrics, metricsOf, PINGED } from './metrics.ts'
import type { Always } from './optional.ts'
import type { Vault } from './vault.ts'
import type { Workers } from './workers.ts'

export interface AlarmsProps {
  configuration: Configuration
  functions: Functions
  frontDoor: FrontDoor
  workers: Workers
  vault: Vault
  messages: Messages
}

interface Limit {
  metric: IMetric
  /** Goes off at this value. */
  at: number
  /** Periods in a row. */
  times?: number
  /** Goes off below the value instead. */
  isFloor?: true
  /** Something that must happen: that nothing is counted is the alarm. */
  isExpected?: true
}

const FIVE_MINUTES = Duration.minutes(5)
const HOUR = Duration.hours(1)

// An alarm costs ten cents a month for each metric that it looks at, so those are left out that another alarm shows as well: what happens
// to API functions is seen as failed requests.
const UNSEEN: readonly Always[] = ['locate', 'deliver', 'sweep']

/** How slow the slowest twentieth may be, in milliseconds, where somebody waits: well below what ends them. Administrators see it themselves. */
const SLOW: Readonly<Partial<Record<FunctionName, number>>> = {
  page: 3000,
  flow: 3000,
  verify: 3000,
  commit: 10_000,
  change: 10_000,
  locate: 10_000,
  deliver: 10_000
}

export class Alarms extends Construct {
  readonly topic: ITopic
  readonly metrics: Metrics
  readonly all: Alarm[]

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id)
    this.topic = this.topicOf(props)
    this.metrics = metricsOf(this, props.functions, this.node.path.replaceAll('/', '-'))
    const limits = {
      ...ofPeople(this.metrics, props),
      ...ofDirectories(this.metrics),
      ...ofVisits(this.metrics, props),
      ...ofMachinery(props),
      ...ofSpeed(props.functions)
    }
    this.all = Object.entries(limits).map(([name, limit]) => this.alarm(name, limit))
  }

  private topicOf({ configuration: { alarms = {} }, vault }: AlarmsProps): ITopic {
    if (alarms.topicArn !== undefined) return Topic.fromTopicArn(this, 'Topic', alarms.topicArn)
    const topic = new Topic(this, 'Topic', { displayName: 'Rekey', masterKey: vault.key, enforceSSL: true })
    // A policy of its own takes the place of the one that lets the account's alarms in.
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } }
      })
    )
    if (alarms.email !== undefined) topic.addSubscription(new EmailSubscription(alarms.email))
    return topic
  }

  private alarm(name: string, { metric, at, times = 1, isFloor, isExpected }: Limit): Alarm {
    const alarm = new Alarm(this, name, {
      alarmDescription: `Rekey ${name}: see docs/alarms.md`,
      metric,
      threshold: at,
      evaluationPeriods: times,
      comparisonOperator: isFloor ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: isExpected ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING
    })
    alarm.addAlarmAction(new SnsAction(this.topic))
    return alarm
  }
}

type Limits = Record<string, Limit>

/** The proportion of sent codes that were typed in; few sent prove nothing. */
export const conversion = (metrics: Metrics, period = Duration.hours(6)): MathExpression =>
  new MathExpression({
    label: 'codes typed in, %',
    expression: 'IF(FILL(email, 0) + FILL(sms, 0) >= 20, 100 * FILL(accepted, 0) / (FILL(email, 0) + FILL(sms, 0)), 100)',
    usingMetrics: {
      email: metrics.of('sent', 'email').with({ period }),
      sms: metrics.of('sent', 'sms').with({ period }),
      accepted: metrics.of('accepted').with({ period })
    },
    period
  })

function ofPeople(metrics: Metrics, { configuration: { sms, limits }, messages: { counted } }: AlarmsProps): Limits {
  const mail = (metricName: string) =>
    new Metric({
      namespace: 'AWS/SES',
      metricName,
      dimensionsMap: { [counted.name]: counted.value },
      statistic: Stats.SUM,
      period: HOUR
    })
  const messagesPerDay = limits?.sms?.day ?? 1000
  return {
    FailedVerifies: { metric: metrics.of('rejected'), at: 100 },
    RefusedStarts: { metric: metrics.of('startRefused'), at: 500 },
    Conversion: { metric: conversion(metrics), at: 20, isFloor: true },
    Undelivered: { metric: metrics.of('undelivered'), at: 5 },
    Unnoticed: { metric: metrics.of('unnoticed'), at: 1 },
    Bounces: { metric: mail('Bounce'), at: 10 },
    Complaints: { metric: mail('Complaint'), at: 1 },
    ...(sms
      ? {
          SmsBudget: { metric: metrics.of('dropped', 'sms limit'), at: 1 },
          SmsPerDay: { metric: metrics.of('sent', 'sms').with({ period: Duration.days(1) }), at: Math.ceil(messagesPerDay * 0.8) },
          SmsSpend: {
            metric: new Metric({ namespace: 'AWS/SNS', metricName: 'SMSMonthToDateSpentUSD', statistic: Stats.MAXIMUM, period: HOUR }),
            at: sms.spendAlarm ?? 50
          }
        }
      : {})
  }
}

const ofDirectories = (metrics: Metrics): Limits => ({
  Directory: { metric: metrics.of('unlocated').with({ period: FIVE_MINUTES }), at: 3, times: 2 },
  CommitUnknown: { metric: metrics.of('commitUnknown').with({ period: FIVE_MINUTES }), at: 1 },
  CommitFailed: { metric: metrics.of('commitFailed').with({ period: FIVE_MINUTES }), at: 3 },
  Settled: { metric: metrics.of('settled').with({ period: FIVE_MINUTES }), at: 1 },
  SweepFailed: { metric: metrics.of('sweepFailed').with({ period: FIVE_MINUTES }), at: 1, times: 3 }
})

function ofMachinery({ functions: { all }, frontDoor: { api }, workers: { undone } }: AlarmsProps): Limits {
  const sum = { statistic: Stats.SUM, period: FIVE_MINUTES }
  const sumOf = (what: 'errors' | 'throttles') =>
    new MathExpression({
      label: what,
      expression: 'SUM(METRICS())',
      usingMetrics: Object.fromEntries(
        UNSEEN.map((name) => [name, what === 'errors' ? all[name].metricErrors(sum) : all[name].metricThrottles(sum)])
      ),
      period: FIVE_MINUTES
    })
  const iteratorAge = (name: Always) => all[name].metric('IteratorAge', { statistic: Stats.MAXIMUM, period: Duration.minutes(1) })
  return {
    Errors: { metric: sumOf('errors'), at: 1, times: 2 },
    Throttles: { metric: sumOf('throttles'), at: 1, times: 2 },
    FailedRequests: { metric: api.metricServerError(sum), at: 5 },
    Undone: { metric: undone.metricApproximateNumberOfMessagesVisible({ period: FIVE_MINUTES }), at: 1 },
    LocateLate: { metric: iteratorAge('locate'), at: 30_000, times: 3 },
    DeliverLate: { metric: iteratorAge('deliver'), at: 60_000, times: 3 },
    SweepStopped: { metric: all.sweep.metricInvocations(sum), at: 1, times: 3, isFloor: true, isExpected: true },
    ...(all.remind ? { Remind: { metric: all.remind.metricErrors({ statistic: Stats.SUM, period: HOUR }), at: 1, times: 3 } } : {})
  }
}

function ofVisits(metrics: Metrics, { functions: { all }, configuration: { ping = true } }: AlarmsProps): Limits {
  if (!ping) return {}
  const visitors = PINGED.filter((name) => all[name] !== undefined).length
  return {
    Ping: { metric: metrics.of('unvisited'), at: 1 },
    // Two days: a visit that comes a minute late may leave one day without any.
    PingStopped: {
      metric: metrics.of('visited').with({ period: Duration.days(1) }),
      at: visitors,
      times: 2,
      isFloor: true,
      isExpected: true
    }
  }
}

const ofSpeed = ({ all }: Functions): Limits =>
  Object.fromEntries(
    Object.entries(SLOW).flatMap(([name, at]) => {
      const lambda = all[name as FunctionName]
      if (!lambda) return []
      return [[`Slow-${name}`, { metric: lambda.metricDuration({ statistic: Stats.percentile(95), period: FIVE_MINUTES }), at, times: 3 }]]
    })
  )
