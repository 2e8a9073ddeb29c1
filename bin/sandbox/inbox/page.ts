// The page at /sandbox: files as they are, and each mail in a frame of its own that may run nothing.
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { answer } from '../answers.ts'
import type { Message } from '../messages.ts'

const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'"
].join('; ')

// Mail brings its own styles, and nothing else: no scripts, no forms, nothing from elsewhere. Of our own origin only so that the
// page can measure its height.
const MAIL_CSP =
  "sandbox allow-same-origin; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'self'"

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8')

const FILES: Readonly<Record<string, { type: string; name: string }>> = {
  '/sandbox/inbox.css': { type: 'text/css; charset=utf-8', name: 'inbox.css' },
  '/sandbox/inbox.js': { type: 'text/javascript; charset=utf-8', name: 'inbox.js' },
  '/sandbox/people.js': { type: 'text/javascript; charset=utf-8', name: 'people.js' }
}

/** `caFile` is where the directory's authority lies, for the command that the page offers. */
export const createInboxPage =
  (messages: readonly Message[], caFile: string) =>
  (_request: IncomingMessage, response: ServerResponse, path: string): boolean => {
    const file = Object.hasOwn(FILES, path) ? FILES[path] : undefined
    const mail = /^\/sandbox\/messages\/(\d{1,9})$/.exec(path)?.[1]
    const html = mail === undefined ? undefined : messages[Number(mail)]?.html
    if (path === '/sandbox') answer(response, 200, 'text/html; charset=utf-8', pageWith(caFile), { 'content-security-policy': CSP })
    else if (file) answer(response, 200, file.type, read(file.name))
    else if (html !== undefined) answer(response, 200, 'text/html; charset=utf-8', html, { 'content-security-policy': MAIL_CSP })
    else return false
    return true
  }

const pageWith = (caFile: string): string =>
  read('index.html').replace('{{caFile}}', () => caFile.replace(/[&<>"]/g, (c) => `&#${c.codePointAt(0)};`))
