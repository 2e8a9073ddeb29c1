// What is counted: AWS's own metrics, and our log's events as metric filters.
import { Duration } from 'aws-cdk-lib'
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import type { FunctionName } from '../lambdas/config.ts'
import type { Functions } from './functions.ts'

/** An event of the log that is counted, and whose it is; those of several make one count. `by`: one count for each value of a fact. */
export interface Counted {
  event: string
  function: FunctionName | readonly FunctionName[]
  by?: { fact: string; values: readonly string[] }
}

/** Who visits the directories once a day, as far as they are there. */
export const PINGED = ['locate', 'commit', 'change'] as const satisfies readonly FunctionName[]

/** The events of docs/operations.md that an alarm or the dashboard looks at. */
export const COUNTED = {
  started: { event: 'flow.started', function: 'flow' },
  startRefused: { event: 'flow.start_refused', function: 'flow' },
  sent: { event: 'deliver.sent', function: 'deliver', by: { fact: 'channel', values: ['email', 'sms'] } },
  dropped: { event: 'deliver.dropped', function: 'deliver', by: { fact: 'reason', values: ['sms limit', 'destination limit'] } },
  undelivered: { event: 'record.failed', function: 'deliver' },
  unnoticed: { event: 'notice.failed', function: 'deliver' },
  accepted: { event: 'verify.accepted', function: 'verify' },
  rejected: { event: 'verify.rejected', function: 'verify' },
  unlocated: { event: 'locate.failed', function: 'locate' },
  changed: { event: 'commit.changed', function: 'commit' },
  commitUnknown: { event: 'commit.unknown', function: 'commit' },
  commitFailed: { event: 'commit.failed', function: 'commit' },
  settled: { event: 'commit.settled', function: 'sweep' },
  sweepFailed: { event: 'commit.failed', function: 'sweep' },
  visited: { event: 'ping.answered', function: PINGED },
  unvisited: { event: 'ping.failed', function: PINGED }
} as const satisfies Readonly<Record<string, Counted>>

export type CountName = keyof typeof COUNTED

/** The metrics of one deployment; `of('sent', 'sms')` is one value of a fact. */
export interface Metrics {
  of(name: CountName, value?: string): Metric
}

/** Makes the metric filters. A metric costs something only in hours in which it is counted. */
export function metricsOf(scope: Construct, { all }: Functions, namespace: string): Metrics {
  const metricName = (name: CountName, value?: string) => (value === undefined ? name : `${name}.${value.replaceAll(' ', '-')}`)
  for (const [name, { event, function: owner, by }] of Object.entries(COUNTED as Readonly<Record<CountName, Counted>>)) {
    const owners = typeof owner === 'string' ? { '': all[owner] } : Object.fromEntries(owner.map((each) => [`.${each}`, all[each]]))
    for (const value of by?.values ?? [undefined]) {
      const isEvent = FilterPattern.stringValue('$.event', '=', event)
      for (const [suffix, lambda] of Object.entries(owners)) {
        if (!lambda) continue
        new MetricFilter(scope, `${metricName(name as CountName, value)}${suffix}`, {
          logGroup: lambda.logGroup,
          metricNamespace: namespace,
          metricName: metricName(name as CountName, value),
          metricValue: '1',
          filterPattern: by && value ? FilterPattern.all(isEvent, FilterPattern.stringValue(`$.${by.fact}`, '=', value)) : isEvent
        })
      }
    }
  }
  return {
    of: (name, value) => new Metric({ namespace, metricName: metricName(name, value), statistic: Stats.SUM, period: Duration.hours(1) })
  }
}
