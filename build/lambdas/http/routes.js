export const ROUTES = [
    { method: 'GET', path: '/', function: 'page' },
    { method: 'GET', path: '/assets/{file}', function: 'page' },
    { method: 'GET', path: '/v1/config', function: 'page' },
    { method: 'GET', path: '/.well-known/change-password', function: 'page' },
    { method: 'POST', path: '/v1/flows', function: 'flow' },
    { method: 'GET', path: '/v1/flows/{flow}', function: 'flow' },
    { method: 'POST', path: '/v1/flows/{flow}/challenge', function: 'flow' },
    { method: 'POST', path: '/v1/flows/{flow}/verify', function: 'verify' },
    { method: 'POST', path: '/v1/flows/{flow}/password', function: 'commit' }
];
