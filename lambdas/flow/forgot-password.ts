// What administrators set for the forgotten password as a whole. The names are Oracle Access Manager's, in one spelling.
import type { Mode } from './flow.ts'

export const ERROR_LEVELS = ['internal', 'external'] as const

export interface ForgotPassword {
  /** How the channel for a code is picked. */
  mode: Mode
  /** Whether a login page should show the link. */
  displayOTPForgotPasswordLink: boolean
  /** Whether that link leads to Rekey's own page; otherwise to `forgotPasswordURL`. */
  defaultOTPForgotPasswordLink: boolean
  /** An https address or a path; empty where none is set. */
  forgotPasswordURL: string
  localToOAMServer: boolean
  /** A path; empty where none is set. */
  customWebRoot: string
  /** Kept for whoever asks; it never changes what a person is told. */
  errorLevel: (typeof ERROR_LEVELS)[number]
}

/** What a login page has to know of its link. */
export interface Link {
  display: boolean
  /** Absolute. */
  url: string
}

/** The link to where people reset their passwords: our own page or the customised ones, or wherever else. A path is one of our origin. */
export function linkOf(settings: ForgotPassword, origin: string): Link {
  const { displayOTPForgotPasswordLink: display, defaultOTPForgotPasswordLink: isOurs, customWebRoot, forgotPasswordURL } = settings
  return { display, url: new URL((isOurs ? customWebRoot : forgotPasswordURL) || '/', origin).href }
}

/** What holds until somebody sets something else. */
export const forgotPasswordDefaults = (mode: Mode): ForgotPassword => ({
  mode,
  displayOTPForgotPasswordLink: true,
  defaultOTPForgotPasswordLink: true,
  forgotPasswordURL: '',
  localToOAMServer: true,
  customWebRoot: '',
  errorLevel: 'external'
})
