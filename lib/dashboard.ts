// One page that shows whether people get their passwords back.
import { Duration } from 'aws-cdk-lib'
import { AlarmStatusWidget, Dashboard, GraphWidget, type IMetric, type IWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import { Construct } from 'constructs'
import { type Alarms, conversion } from './alarms.ts'
import type { FrontDoor } from './front-door.ts'
import type { Functions } from './functions.ts'
import type { Workers } from './workers.ts'

export interface OverviewProps {
  alarms: Alarms
  functions: Functions
  frontDoor: FrontDoor
  workers: Workers
}

const graph = (title: string, left: readonly IMetric[]): IWidget => new GraphWidget({ title, left: [...left], width: 8, height: 6 })

export class Overview extends Construct {
  constructor(scope: Construct, id: string, { alarms, functions: { all }, frontDoor: { api }, workers: { undone } }: OverviewProps) {
    super(scope, id)
    const { metrics } = alarms
    const each = Object.values(all)
    const sum = { statistic: Stats.SUM, period: Duration.minutes(5) }
    new Dashboard(this, 'Dashboard', {
      defaultInterval: Duration.days(1),
      widgets: [
        [new AlarmStatusWidget({ title: 'Alarms', alarms: alarms.all, width: 24, height: 4 })],
        [
          graph('From start to change', [metrics.of('started'), metrics.of('accepted'), metrics.of('changed')]),
          graph('Sent, by channel', [metrics.of('sent', 'email'), metrics.of('sent', 'sms')]),
          graph('Codes typed in', [conversion(metrics, Duration.hours(1))])
        ],
        [
          graph('Refused', [metrics.of('rejected'), metrics.of('startRefused'), metrics.of('dropped', 'destination limit')]),
          graph('SMS budget', [metrics.of('sent', 'sms').with({ period: Duration.days(1) }), metrics.of('dropped', 'sms limit')]),
          graph('Not delivered', [metrics.of('undelivered'), metrics.of('unnoticed'), undone.metricApproximateNumberOfMessagesVisible()])
        ],
        [
          graph('Directories', [metrics.of('unlocated')]),
          graph('Commits', [metrics.of('commitUnknown'), metrics.of('commitFailed'), metrics.of('settled'), metrics.of('sweepFailed')]),
          graph('Requests', [api.metricCount(sum), api.metricClientError(sum), api.metricServerError(sum)])
        ],
        [
          graph(
            'p95, ms',
            each.map((lambda) => lambda.metricDuration({ statistic: Stats.percentile(95) }))
          ),
          graph(
            'Errors and throttles',
            each.flatMap((lambda) => [lambda.metricErrors(sum), lambda.metricThrottles(sum)])
          ),
          graph(
            'Age of the stream, ms',
            [all.locate, all.deliver].map((lambda) => lambda.metric('IteratorAge', { statistic: Stats.MAXIMUM }))
          )
        ]
      ]
    })
  }
}
