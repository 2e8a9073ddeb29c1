import type { Locale } from '../messages/locales.ts'
import type { PageWords } from '../messages/page/en.ts'
import type { Frame, IdentifyScreen } from './screen.ts'

/** What the page knows of its deployment from the start. Nothing that administrators change while it runs. */
export interface PageConfig {
  locales: readonly Locale[]
  codeLength: number
  branding: { name: string; help?: string | undefined; contact?: string | undefined }
  /** Some mode may send SMS here. */
  maySendSms: boolean
}

/** The place in the document that hands the script what it starts with. */
export const START_ID = 'start'

/** What the document hands to its script. */
export interface Start {
  config: PageConfig
  words: PageWords
}

/** The page around every screen. */
export const frameOf = (config: PageConfig, locale: Locale): Frame => ({
  brand: config.branding.name,
  help: config.branding.help,
  contact: config.branding.contact,
  locale,
  locales: config.locales
})

/** The first screen, before anything was typed. */
export const firstScreen = ({ maySendSms }: PageConfig): IdentifyScreen => ({
  step: 'identify',
  username: '',
  maySendSms,
  canResume: false,
  isBusy: false
})
