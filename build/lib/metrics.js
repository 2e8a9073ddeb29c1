// What is counted: AWS's own metrics, and our log's events as metric filters.
import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
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
    sweepFailed: { event: 'commit.failed', function: 'sweep' }
};
/** Makes the metric filters. A metric costs something only in hours in which it is counted. */
export function metricsOf(scope, { all }, namespace) {
    const metricName = (name, value) => (value === undefined ? name : `${name}.${value.replaceAll(' ', '-')}`);
    for (const [name, { event, function: owner, by }] of Object.entries(COUNTED)) {
        for (const value of by?.values ?? [undefined]) {
            const isEvent = FilterPattern.stringValue('$.event', '=', event);
            new MetricFilter(scope, metricName(name, value), {
                logGroup: all[owner].logGroup,
                metricNamespace: namespace,
                metricName: metricName(name, value),
                metricValue: '1',
                filterPattern: by && value ? FilterPattern.all(isEvent, FilterPattern.stringValue(`$.${by.fact}`, '=', value)) : isEvent
            });
        }
    }
    return {
        of: (name, value) => new Metric({ namespace, metricName: metricName(name, value), statistic: Stats.SUM, period: Duration.hours(1) })
    };
}
