// Columns that line up, for people. Every character counts as one column, or as two where East Asian fonts draw it wide.
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u

const width = (text: string): number => Array.from(text).reduce((sum, point) => sum + (WIDE.test(point) ? 2 : 1), 0)

const padded = (text: string, to: number): string => text + ' '.repeat(Math.max(0, to - width(text)))

/** What a terminal would obey instead of showing. */
export const printable = (text: string): string => text.replace(/\p{Cc}/gu, '�')

/** Rows under a heading, each column as wide as its widest cell. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [heading, ...rows].map((row) => row.map(printable))
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => width(line[column] ?? ''))))
  return lines
    .map(
      (line) =>
        `${line
          .map((cell, column) => padded(cell, widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`
    )
    .join('')
}

/** Names and values, one pair a line. */
export const pairs = (entries: readonly (readonly [string, string])[]): string => {
  const widest = Math.max(...entries.map(([name]) => width(name)))
  return entries.map(([name, value]) => `${`${padded(name, widest)}  ${printable(value)}`.trimEnd()}\n`).join('')
}

export const listed = (lines: readonly string[]): string => lines.map((line) => `  - ${printable(line)}\n`).join('')

/** Who changed a document last. */
export const revisionLine = ({ rev, by, at }: { rev: number; by?: string; at?: number }): string =>
  rev === 0 ? 'as deployed\n' : `revision ${rev}, by ${printable(by ?? 'somebody')}, ${new Date(at ?? 0).toISOString()}\n`
