// Bars of text: how far it is, and how much of all.
import type { Surroundings } from '../command.ts'

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** A share of one, as wide as told at most. */
export function bar(share: number, width: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * width * 8)
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '')
}

export interface Progress {
  at(done: number): void
  end(): void
}

const WIDTH = 30
const EVERY_MS = 100

/** One line that is written over, where a person sits; elsewhere nothing. Without a total it counts. */
export function progressOf({ note, isInteractive }: Pick<Surroundings, 'note' | 'isInteractive'>, total: number | undefined): Progress {
  if (!isInteractive) return { at: () => {}, end: () => {} }
  const began = performance.now()
  let last = 0
  return {
    at(done) {
      const now = performance.now()
      if (now - last < EVERY_MS) return
      last = now
      const rate = Math.round((done * 1000) / Math.max(1, now - began))
      const share =
        total === undefined || total < done ? '' : `${bar(done / total, WIDTH).padEnd(WIDTH)} ${Math.floor((done * 100) / total)} % `
      note(`\r\u001b[K${share}${done.toLocaleString('en')} people, ${rate.toLocaleString('en')} a second`)
    },
    end: () => note('\r\u001b[K')
  }
}
