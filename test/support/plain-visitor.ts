// A person whose browser runs no script: keeps cookies, follows redirects, and sends the forms of the page as they are.

const decoded = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '')

export class PlainVisitor {
  readonly url: string
  readonly jar = new Map<string, string>()
  /** Where the person is. */
  path = ''
  markup = ''
  headers = new Headers()
  constructor(url: string) {
    this.url = url
  }

  /** What can be read on the page. */
  get text(): string {
    return decoded(this.markup.replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ')
  }

  async open(path: string): Promise<void> {
    await this.follow(await this.ask(path))
  }

  /** The hidden fields of a form on the page. */
  fields(act: string): Record<string, string> {
    const hidden = [...this.formOf(act).matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)]
    return Object.fromEntries(hidden.map(([, name, value = '']) => [name, decoded(value)]))
  }

  /** Fills a form of the page, and sends it. */
  async submit(act: string, typed: Record<string, string>): Promise<void> {
    const [, method, action = ''] = /method="(\w+)" action="([^"]*)"/.exec(this.formOf(act)) ?? []
    const fields = { ...this.fields(act), ...typed }
    if (method === 'post') return this.follow(await this.post(decoded(action), fields))
    const query = new URLSearchParams(fields)
    return this.open(query.size > 0 ? `${action}?${query}` : action)
  }

  /** Sends a form, as a browser on our page does unless told. */
  post(path: string, body: Record<string, string> | string, headers: Record<string, string> = {}): Promise<Response> {
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    const text = typeof body === 'string' ? body : new URLSearchParams(body).toString()
    return this.ask(path, { method: 'POST', headers: { ...type, ...headers }, body: text })
  }

  async follow(response: Response): Promise<void> {
    const location = response.headers.get('location')
    if (location !== null) return this.open(location)
    this.path = new URL(response.url).pathname
    this.headers = response.headers
    this.markup = await response.text()
  }

  private formOf(act: string): string {
    const form = new RegExp(`<form id="act-${act}"[\\s\\S]*?</form>`).exec(this.markup)?.[0]
    if (form === undefined) throw new Error(`there is no form ${act} on ${this.path}: ${this.text.slice(0, 200)}`)
    return form
  }

  private async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = Array.from(this.jar, ([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) }
    const response = await fetch(`${this.url}${path}`, { ...init, redirect: 'manual', headers })
    for (const line of response.headers.getSetCookie()) this.keep(line)
    return response
  }

  private keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (value === '' || /Max-Age=0(;|$)/.test(line)) this.jar.delete(name)
    else this.jar.set(name, value)
  }
}
