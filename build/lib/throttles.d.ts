import type { ROUTES } from '../lambdas/http/routes.ts';
type Named<R> = R extends {
    method: infer M extends string;
    path: infer P extends string;
} ? `${M} ${P}` : never;
export interface Throttle {
    /** Requests per second. */
    rate: number;
    burst: number;
}
/** One for every route: a new one does not compile without. */
export declare const THROTTLES: Readonly<Record<Named<(typeof ROUTES)[number]>, Throttle>>;
/** All routes together, as CloudFront's usage plan counts them. */
export declare const TOTAL: Throttle;
export {};
