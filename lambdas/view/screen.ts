// What the page shows, as plain values: no clock, no document. The server can make a Screen as well as the browser can.
import type { Channel, Mode, Option } from '../flow/flow.ts'
import type { Locale } from '../messages/locales.ts'

/** Who speaks, and in which languages. */
export interface Frame {
  brand: string
  help?: string | undefined
  contact?: string | undefined
  locale: Locale
  locales: readonly Locale[]
}

/** Why the last thing did not work, where no field is to blame. */
export type Notice = { kind: 'offline' | 'unavailable' | 'problem' | 'ended' } | { kind: 'tooMany'; secondsLeft?: number | undefined }

/** A rule of the password policy in the person's words, and whether the last password broke it. */
export interface RuleLine {
  message: string
  isBroken: boolean
}

interface Common {
  mode: Mode
  notice?: Notice | undefined
  /** An answer is awaited: the main button says so. */
  isBusy: boolean
}

export interface IdentifyScreen extends Common {
  step: 'identify'
  username: string
  fault?: 'missing' | 'invalid' | undefined
  /** A reset that was begun here can be gone on with. */
  canResume: boolean
}

export interface LocatingScreen extends Common {
  step: 'locating'
}

export interface ChooseScreen extends Common {
  step: 'choose'
  options: readonly Option[]
  chosen?: string | undefined
  fault?: 'missing' | undefined
  /** A code was sent before, so there is a way back to it. */
  canGoBack: boolean
  /** Until another code may be sent; 0 where it may now. */
  secondsToSend: number
}

export interface CodeScreen extends Common {
  step: 'code'
  channel?: Channel | undefined
  masked?: string | undefined
  digits: number
  fault?: 'incomplete' | 'rejected' | undefined
  attemptsLeft?: number | undefined
  /** Of the code's life. */
  secondsLeft: number
  /** Until another code may be sent, 0 where it may now; absent where none may. */
  secondsToSend?: number | undefined
  /** Another code was asked for on this page. */
  isResent: boolean
  canSwitch: boolean
}

export interface PasswordScreen extends Common {
  step: 'password'
  /** For password managers; empty where the page was loaded anew. */
  username: string
  rules: readonly RuleLine[]
  fault?: 'missing' | 'refused' | undefined
  isRevealed: boolean
  secondsLeft: number
}

export interface SavingScreen extends Common {
  step: 'saving'
}

export interface DoneScreen extends Common {
  step: 'done'
}

export interface EndedScreen extends Common {
  step: 'ended'
  reason: 'expired' | 'locked' | 'gone' | 'rejected'
}

export type Screen = IdentifyScreen | LocatingScreen | ChooseScreen | CodeScreen | PasswordScreen | SavingScreen | DoneScreen | EndedScreen

/** How long before a code or a grant ends the person is warned. */
export const WARNING_SECONDS = 20
