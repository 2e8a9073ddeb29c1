import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { FunctionName } from '../lambdas/config.ts';
import type { Construct } from 'constructs';
import type { Functions } from './functions.ts';
/** An event of the log that is counted, and whose it is. `by`: one count for each value of a fact. */
export interface Counted {
    event: string;
    function: FunctionName;
    by?: {
        fact: string;
        values: readonly string[];
    };
}
/** The events of docs/operations.md that an alarm or the dashboard looks at. */
export declare const COUNTED: {
    readonly started: {
        readonly event: 'flow.started';
        readonly function: 'flow';
    };
    readonly startRefused: {
        readonly event: 'flow.start_refused';
        readonly function: 'flow';
    };
    readonly sent: {
        readonly event: 'deliver.sent';
        readonly function: 'deliver';
        readonly by: {
            readonly fact: 'channel';
            readonly values: readonly ["email", "sms"];
        };
    };
    readonly dropped: {
        readonly event: 'deliver.dropped';
        readonly function: 'deliver';
        readonly by: {
            readonly fact: 'reason';
            readonly values: readonly ["sms limit", "destination limit"];
        };
    };
    readonly undelivered: {
        readonly event: 'record.failed';
        readonly function: 'deliver';
    };
    readonly unnoticed: {
        readonly event: 'notice.failed';
        readonly function: 'deliver';
    };
    readonly accepted: {
        readonly event: 'verify.accepted';
        readonly function: 'verify';
    };
    readonly rejected: {
        readonly event: 'verify.rejected';
        readonly function: 'verify';
    };
    readonly unlocated: {
        readonly event: 'locate.failed';
        readonly function: 'locate';
    };
    readonly changed: {
        readonly event: 'commit.changed';
        readonly function: 'commit';
    };
    readonly commitUnknown: {
        readonly event: 'commit.unknown';
        readonly function: 'commit';
    };
    readonly commitFailed: {
        readonly event: 'commit.failed';
        readonly function: 'commit';
    };
    readonly settled: {
        readonly event: 'commit.settled';
        readonly function: 'sweep';
    };
    readonly sweepFailed: {
        readonly event: 'commit.failed';
        readonly function: 'sweep';
    };
};
export type CountName = keyof typeof COUNTED;
/** The metrics of one deployment; `of('sent', 'sms')` is one value of a fact. */
export interface Metrics {
    of(name: CountName, value?: string): Metric;
}
/** Makes the metric filters. A metric costs something only in hours in which it is counted. */
export declare function metricsOf(scope: Construct, { all }: Functions, namespace: string): Metrics;
