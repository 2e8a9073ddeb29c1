// The route table: infrastructure, sandbox and handlers take paths from here.
import type { FunctionName } from '../config.ts'

/** Bytes from which an answer is compressed: the page and its files. Answers with a grant are smaller, so no length can tell of it. */
export const COMPRESSED_FROM = 8 * 1024

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** API Gateway's resource notation. */
  path: string
  function: FunctionName
  /** The gateway lets in only callers who sign as somebody whom IAM allows to. Absent: anybody may call. */
  auth?: 'iam'
}

export const ROUTES = [
  { method: 'GET', path: '/', function: 'page' },
  { method: 'GET', path: '/assets/{file}', function: 'page' },
  { method: 'GET', path: '/v1/config', function: 'flow' },
  { method: 'GET', path: '/.well-known/change-password', function: 'flow' },
  { method: 'POST', path: '/v1/flows', function: 'flow' },
  { method: 'GET', path: '/v1/flows/{flow}', function: 'flow' },
  { method: 'POST', path: '/v1/flows/{flow}/challenge', function: 'flow' },
  { method: 'POST', path: '/v1/flows/{flow}/verify', function: 'verify' },
  { method: 'POST', path: '/v1/flows/{flow}/password', function: 'commit' },
  // The same without a script.
  { method: 'GET', path: '/forms/done', function: 'flow' },
  { method: 'GET', path: '/forms/{flow}', function: 'flow' },
  { method: 'POST', path: '/forms/start', function: 'flow' },
  { method: 'POST', path: '/forms/{flow}/challenge', function: 'flow' },
  { method: 'POST', path: '/forms/{flow}/verify', function: 'verify' },
  { method: 'POST', path: '/forms/{flow}/password', function: 'commit' },
  { method: 'POST', path: '/v1/password', function: 'change' },
  { method: 'GET', path: '/v1/admin/forgot-password', function: 'admin', auth: 'iam' },
  { method: 'PUT', path: '/v1/admin/forgot-password', function: 'admin', auth: 'iam' },
  { method: 'GET', path: '/v1/admin/policies', function: 'admin', auth: 'iam' },
  { method: 'GET', path: '/v1/admin/policies/{policy}', function: 'admin', auth: 'iam' },
  { method: 'PUT', path: '/v1/admin/policies/{policy}', function: 'admin', auth: 'iam' },
  { method: 'DELETE', path: '/v1/admin/policies/{policy}', function: 'admin', auth: 'iam' },
  { method: 'POST', path: '/v1/admin/policies/{policy}/test', function: 'admin', auth: 'iam' },
  { method: 'PUT', path: '/v1/admin/assignments', function: 'admin', auth: 'iam' },
  { method: 'POST', path: '/v1/admin/import', function: 'admin', auth: 'iam' },
  { method: 'GET', path: '/v1/admin/status', function: 'status', auth: 'iam' },
  { method: 'PUT', path: '/v1/admin/status', function: 'status-set', auth: 'iam' },
  { method: 'POST', path: '/v1/admin/flows/{flow}/cancel', function: 'admin', auth: 'iam' },
  { method: 'POST', path: '/v1/admin/accounts/{account}/pause', function: 'admin', auth: 'iam' },
  { method: 'POST', path: '/v1/admin/accounts/{account}/unpause', function: 'admin', auth: 'iam' }
] as const satisfies readonly Route[]

type NameOf<R> = R extends { method: infer M extends string; path: infer P extends string } ? `${M} ${P}` : never

/** What is there only where it is asked for. */
export interface Asked {
  change: boolean
  remind: boolean
}

/** Whether a function is there, and its routes with it. */
export const isAsked = (name: FunctionName, asked: Asked): boolean => (asked as Partial<Record<FunctionName, boolean>>)[name] ?? true

/** `POST /v1/flows`, the name of a route. */
export type RouteName = NameOf<(typeof ROUTES)[number]>
