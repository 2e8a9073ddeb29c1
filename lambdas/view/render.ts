import type { PageWords } from '../messages/page/en.ts'
import type { Markup } from './html.ts'
import type { Frame, Screen } from './screen.ts'
import { choose } from './screens/choose.ts'
import { code } from './screens/code.ts'
import { done, ended, saving } from './screens/endings.ts'
import { identify } from './screens/identify.ts'
import { locating } from './screens/locating.ts'
import { password } from './screens/password.ts'
import { fill } from './text.ts'

/** The one way from a screen to markup, for the server and for the browser. */
export function render(screen: Screen, words: PageWords): Markup {
  switch (screen.step) {
    case 'identify':
      return identify(screen, words)
    case 'locating':
      return locating(screen, words)
    case 'choose':
      return choose(screen, words)
    case 'code':
      return code(screen, words)
    case 'password':
      return password(screen, words)
    case 'saving':
      return saving(screen, words)
    case 'done':
      return done(screen, words)
    case 'ended':
      return ended(screen, words)
  }
}

/** What the tab is called. */
export function title(screen: Screen, frame: Frame, words: PageWords): string {
  const { heading } = screen.step === 'ended' ? words.ended[screen.reason] : words[screen.step]
  return fill(words.title, { heading, brand: frame.brand })
}
