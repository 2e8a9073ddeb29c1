// A person with a browser: keeps the cookie, reads what arrives, and says what they got back.
import type { Sandbox } from '../../bin/sandbox/start.ts'

export interface Answer {
  status: number
  headers: Headers
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies whose shape is what they test
  body: any
}

export class Visitor {
  readonly url: string
  cookie = ''
  flow = ''
  grant = ''
  constructor(url: string) {
    this.url = url
  }

  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...headers
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) })
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: text.startsWith('{') ? JSON.parse(text) : text }
  }

  async start(username: string, more: Record<string, unknown> = {}): Promise<Answer> {
    const answer = await this.call('POST', '/v1/flows', { username, ...more })
    if (answer.status === 202) {
      this.flow = answer.body.flow
      this.cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    }
    return answer
  }

  read = (): Promise<Answer> => this.call('GET', `/v1/flows/${this.flow}`)

  challenge = (option?: string): Promise<Answer> =>
    this.call('POST', `/v1/flows/${this.flow}/challenge`, option === undefined ? {} : { option })

  async verify(code: string): Promise<Answer> {
    const answer = await this.call('POST', `/v1/flows/${this.flow}/verify`, { code })
    if (answer.status === 200) this.grant = answer.body.grant
    return answer
  }

  commit = (password: string, grant = this.grant): Promise<Answer> =>
    this.call('POST', `/v1/flows/${this.flow}/password`, { grant, password })
}

/** A visitor who has started, in a mode that needs no choice. */
export async function started(sandbox: Sandbox, username: string): Promise<Visitor> {
  const visitor = new Visitor(sandbox.url)
  await visitor.start(username)
  await sandbox.settled()
  return visitor
}

/** A visitor who has typed the right code. */
export async function verified(sandbox: Sandbox, username: string): Promise<Visitor> {
  const visitor = await started(sandbox, username)
  await visitor.verify(lastCode(sandbox))
  if (!visitor.grant) throw new Error(`${username} was not verified`)
  return visitor
}

/** The code in the latest message (to `to`, where given). */
export function lastCode(sandbox: Sandbox, to?: string): string {
  const message = sandbox.messages.findLast((one) => (to === undefined || one.to === to) && /\b\d{8}\b/.test(one.text))
  return /\b\d{8}\b/.exec(message?.text ?? '')?.[0] ?? 'no code arrived'
}

/** Another code than this one. */
export const wrongCode = (code: string): string => String((Number(code) + 1) % 1e8).padStart(8, '0')

/** The same in the digits of another script, by its Unicode name of four letters or more, such as `arab`. */
export function inDigits(script: string, code: string): string {
  const write = new Intl.NumberFormat('en', { numberingSystem: script })
  return code.replace(/\d/g, (digit) => write.format(Number(digit)))
}
