// What outlives a reload: which flow this tab is in, and what was chosen. No code, grant, password or name ever goes here.
import { LOCALES, type Locale } from '../messages/locales.ts'

export interface Memory {
  flow?: string | undefined
  option?: string | undefined
  locale?: Locale | undefined
}

const KEY = 'rekey'

/** What this tab remembers; nothing where storage is forbidden or was tampered with. */
export function recall(): Memory {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Record<string, unknown>
    const text = (name: string): string | undefined => (typeof kept[name] === 'string' ? kept[name] : undefined)
    const flow = text('flow')
    return {
      flow: flow && /^[\w-]{22}$/.test(flow) ? flow : undefined,
      option: text('option'),
      locale: LOCALES.find((locale) => locale === kept['locale'])
    }
  } catch {
    return {}
  }
}

/** Remembers for this tab. Without storage the page works, only not across a reload. */
export function keep(memory: Memory): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(memory))
  } catch {
    // Nothing is lost but the reload.
  }
}
