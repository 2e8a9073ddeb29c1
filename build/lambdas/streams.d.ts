export interface StreamConsumer {
    name: 'locate' | 'deliver';
    filter: {
        dynamodb: {
            NewImage: Record<string, {
                S: string[];
            }>;
        };
    };
    batchSize: number;
    parallelization: number;
    retries: number;
    /** Older records are not worth doing. */
    maxAgeSeconds: number;
}
export declare const STREAM_CONSUMERS: readonly StreamConsumer[];
