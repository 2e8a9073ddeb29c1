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
