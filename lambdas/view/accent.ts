import { type Accent, accentsOf } from '../messages/colour.ts'

const properties = ({ accent, strong, tint }: Accent): string => `:root{--accent:${accent};--accent-strong:${strong};--tint:${tint}}`

/** The style that stands behind the page's own and makes its colour an organisation's. */
export function accentStyle(color: string): string {
  const { light, dark } = accentsOf(color)
  return `${properties(light)}@media (prefers-color-scheme:dark){${properties(dark)}}`
}
