import type { FunctionName } from '../config.ts';
export interface Route {
    method: 'GET' | 'POST' | 'PUT';
    /** API Gateway's resource notation. */
    path: string;
    function: FunctionName;
}
export declare const ROUTES: readonly [{
    readonly method: 'GET';
    readonly path: '/';
    readonly function: 'page';
}, {
    readonly method: 'GET';
    readonly path: '/assets/{file}';
    readonly function: 'page';
}, {
    readonly method: 'GET';
    readonly path: '/v1/config';
    readonly function: 'page';
}, {
    readonly method: 'GET';
    readonly path: '/.well-known/change-password';
    readonly function: 'page';
}, {
    readonly method: 'POST';
    readonly path: '/v1/flows';
    readonly function: 'flow';
}, {
    readonly method: 'GET';
    readonly path: '/v1/flows/{flow}';
    readonly function: 'flow';
}, {
    readonly method: 'POST';
    readonly path: '/v1/flows/{flow}/challenge';
    readonly function: 'flow';
}, {
    readonly method: 'POST';
    readonly path: '/v1/flows/{flow}/verify';
    readonly function: 'verify';
}, {
    readonly method: 'POST';
    readonly path: '/v1/flows/{flow}/password';
    readonly function: 'commit';
}];
/** `POST /v1/flows`, the name of a route. */
export type RouteName = `${(typeof ROUTES)[number]['method']} ${(typeof ROUTES)[number]['path']}`;
