/** One for every route: a new one does not compile without. */
export const THROTTLES = {
    'GET /': { rate: 50, burst: 100 },
    'GET /assets/{file}': { rate: 100, burst: 200 },
    'GET /v1/config': { rate: 50, burst: 100 },
    'GET /.well-known/change-password': { rate: 20, burst: 40 },
    'POST /v1/flows': { rate: 20, burst: 40 },
    'GET /v1/flows/{flow}': { rate: 50, burst: 100 },
    'POST /v1/flows/{flow}/challenge': { rate: 20, burst: 40 },
    'POST /v1/flows/{flow}/verify': { rate: 20, burst: 40 },
    'POST /v1/flows/{flow}/password': { rate: 10, burst: 20 }
};
/** All routes together, as CloudFront's usage plan counts them. */
export const TOTAL = { rate: 200, burst: 400 };
