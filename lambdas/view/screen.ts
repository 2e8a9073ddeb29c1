// What the page shows, as plain values: no clock, no document. The server can make a Screen as well as the browser can.
import type { Channel, Mode, Option } from '../flow/flow.ts'
import type { Locale } from '../messages/locales.ts'
import type { Plain } from './plain.ts'

/** Who speaks, and in which languages. */
export interface Frame {
  brand: string
  help?: string | undefined
  contact?: string | undefined
  /** There is a picture of its own. */
  hasLogo?: boolean | undefined
  locale: Locale
  locales: readonly Locale[]
  /** Where no script runs: the page's own path, for the same in another language. */
  path?: string | undefined
  /** And the way back that was asked for. */
  returnTo?: string | undefined
}

/** Why the last thing did not work, where no field is to blame. */
export type Notice =
  | {
      kind: 'offline' | 'unavailable' | 'problem' | 'ended' | 'refused' /** What was typed for it stands in its field still. */
      isKept?: boolean | undefined
    }
  | { kind: 'tooMany'; secondsLeft?: number | undefined }

/** A rule of the password policy in the person's words, and whether the last password broke it. */
export interface RuleLine {
  message: string
  isBroken: boolean
  /** Absent until the page can judge, and where nothing was asked before. */
  standing?: Standing | undefined
  /** What was asked, for password managers; absent for what only a violation told. */
  rule?: string | undefined
  params?: Readonly<Record<string, string | number>> | undefined
}

/** How a rule stands with what is typed now; `later` where only the server can tell. */
export type Standing = 'met' | 'unmet' | 'later'

interface Common {
  notice?: Notice | undefined
  /** An answer is awaited: the main button says so. */
  isBusy: boolean
  /** Where no script runs: what the forms carry. */
  plain?: Plain | undefined
}

/** A step on the way, of which each mode has its own. */
interface OnTheWay extends Common {
  mode: Mode
}

export interface IdentifyScreen extends Common {
  step: 'identify'
  username: string
  fault?: 'missing' | 'invalid' | undefined
  /** A reset that was begun here can be gone on with. */
  canResume: boolean
}

export interface LocatingScreen extends OnTheWay {
  step: 'locating'
}

export interface ChooseScreen extends OnTheWay {
  step: 'choose'
  options: readonly Option[]
  chosen?: string | undefined
  fault?: 'missing' | undefined
  /** A code was sent before, so there is a way back to it. */
  canGoBack: boolean
  /** Until another code may be sent; 0 where it may now. */
  secondsToSend: number
}

export interface CodeScreen extends OnTheWay {
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

export interface PasswordScreen extends OnTheWay {
  step: 'password'
  /** For password managers; empty where the page was loaded anew. */
  username: string
  rules: readonly RuleLine[]
  fault?: 'missing' | 'refused' | undefined
  isRevealed: boolean
  /** Of the rules that the page can judge; told when the person pauses. */
  tally?: { met: number; total: number } | undefined
  canSuggest?: boolean | undefined
  /** What stands in the field was suggested. */
  isSuggested?: boolean | undefined
  secondsLeft: number
}

export interface SavingScreen extends Common {
  step: 'saving'
}

/** An end, with a way back to where the person came from. */
interface End extends Common {
  returnTo?: string | undefined
}

export interface DoneScreen extends End {
  step: 'done'
}

export interface EndedScreen extends End {
  step: 'ended'
  reason: 'expired' | 'locked' | 'gone' | 'rejected'
}

export type Screen = IdentifyScreen | LocatingScreen | ChooseScreen | CodeScreen | PasswordScreen | SavingScreen | DoneScreen | EndedScreen

/** How long before a code or a grant ends the person is warned. */
export const WARNING_SECONDS = 20
