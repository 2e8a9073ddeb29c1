import type { Locale } from '../messages/locales.ts'
import type { PageWords } from '../messages/page/en.ts'
import type { Frame, IdentifyScreen } from './screen.ts'

/** Where the page's files are served. */
export const ASSETS_PATH = '/assets/'

/** The file of an organisation's own picture among them. */
export const LOGO_FILE = 'logo.svg'

/** How an organisation shows itself. */
export interface Branding {
  name: string
  help?: string | undefined
  contact?: string | undefined
  color?: string | undefined
  /** The name of a file; what it shows is served as `logo.svg`. */
  logo?: string | undefined
}

/** What the page knows of its deployment from the start. Nothing that administrators change while it runs. */
export interface PageConfig {
  locales: readonly Locale[]
  codeLength: number
  branding: Branding
  /** Where people may go back to when they are done; where the first of them is, unless they came from another. */
  returnTo?: readonly string[] | undefined
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
  hasLogo: config.branding.logo !== undefined,
  locale,
  locales: config.locales
})

/** The first screen, before anything was typed. */
export const firstScreen: IdentifyScreen = {
  step: 'identify',
  username: '',
  canResume: false,
  isBusy: false
}
