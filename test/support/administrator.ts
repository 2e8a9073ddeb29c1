// An administrator of a sandbox: every call with its token.

import type { Sandbox } from './sandbox.ts'
import { type Answer, Visitor } from './visitor.ts'

export interface Administrator {
  get(path: string): Promise<Answer>
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body: unknown): Promise<Answer>
  delete(path: string, rev?: number): Promise<Answer>
  /** The revision of the policies now. */
  rev(): Promise<number>
}

export function administratorOf({ url, info }: Pick<Sandbox, 'url' | 'info'>): Administrator {
  const visitor = new Visitor(url)
  const authorization = `Bearer ${info.adminToken}`
  const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    visitor.call(method, `/v1/admin${path}`, body, { authorization, ...headers })
  const get = (path: string) => call('GET', path)
  return {
    get,
    put: (path, body, headers) => call('PUT', path, body, headers),
    post: (path, body) => call('POST', path, body),
    delete: (path, rev) => call('DELETE', path, undefined, rev === undefined ? {} : { 'if-match': `"${rev}"` }),
    rev: async () => (await get('/policies')).body.rev
  }
}
