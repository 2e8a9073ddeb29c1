// An organisation's colour, as it can be read: contrasts by WCAG 2.2, and what each theme makes of it.

/** Contrast that text must have (WCAG 2.2, 1.4.3). */
const READABLE = 4.5

/** What text in the colour stands on, as the page's style has it: paper, ground. */
const LIGHT = { paper: '#ffffff', ground: '#f3f4f9', tint: 0.08 } as const
const DARK = { paper: '#1a1e2d', ground: '#10131d', tint: 0.12 } as const

type Theme = typeof LIGHT | typeof DARK

const channels = (color: string): number[] => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))

/** A colour with a share of another in it. */
function mixed(color: string, share: number, other: string): string {
  const others = channels(other)
  const mix = channels(color).map((value, index) => Math.round(value + ((others[index] ?? 0) - value) * share))
  return `#${mix.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** From 1, the same, to 21, black on white. */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const tintOf = (color: string, { paper, tint }: Theme): string => mixed(paper, tint, color)

/** The least contrast that a colour has with anything it stands on. */
const worst = (color: string, theme: Theme): number =>
  Math.min(...[theme.paper, theme.ground, tintOf(color, theme)].map((ground) => contrast(color, ground)))

/** The colour itself where it can be read, else the nearest to it on the way to another that can. */
function readable(color: string, theme: Theme, towards: string): string {
  for (let percent = 0; percent < 100; percent++) {
    const way = mixed(color, percent / 100, towards)
    if (worst(way, theme) >= READABLE) return way
  }
  return towards
}

/** Why a colour cannot be read, with the measured contrast and the nearest that can; undefined where it can. White on it is the same. */
export function contrastProblem(color: string): string | undefined {
  const found = worst(color, LIGHT)
  if (found >= READABLE) return undefined
  const measured = (Math.floor(found * 100) / 100).toFixed(2)
  return `has a contrast of ${measured} with the page, and text needs ${READABLE}; ${readable(color, LIGHT, '#000000')} is near, and has it`
}

export interface Accent {
  accent: string
  /** Under the pointer. */
  strong: string
  /** The ground of what is chosen. */
  tint: string
}

const accentIn = (color: string, theme: Theme, away: string, share: number): Accent => ({
  accent: color,
  strong: mixed(color, share, away),
  tint: tintOf(color, theme)
})

/** What each theme makes of a colour: in the dark it becomes as light as it must. */
export const accentsOf = (color: string): { light: Accent; dark: Accent } => ({
  light: accentIn(color, LIGHT, '#000000', 0.25),
  dark: accentIn(readable(color, DARK, '#ffffff'), DARK, '#ffffff', 0.4)
})
