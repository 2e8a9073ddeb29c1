// An organisation's logo as the page serves it: always one SVG, whatever it was made as.
import { readFileSync, statSync } from 'node:fs'
import { extname } from 'node:path'

/** As much as a page for a slow phone should carry. */
const MOST_BYTES = 64 * 1024

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')

// An image runs nothing, but its address can be opened by itself, and what it fetches tells others who is here.
const LIVELY =
  /<script|<foreignObject|\son[a-z]+\s*=|(?:href|src)\s*=\s*["']?(?!#|["']|data:image\/(?:png|jpeg|gif|webp);)|@import|url\(\s*["']?(?!#)/i

/** What is wrong with the file of a logo. */
export function logoProblems(path: string | undefined): string[] {
  if (path === undefined || !/\.(?:svg|png)$/i.test(path)) return []
  try {
    const bytes = statSync(path).size
    if (bytes > MOST_BYTES) return [`branding.logo: has ${bytes} bytes; ${MOST_BYTES} are enough`]
    if (extname(path).toLowerCase() === '.png') return isPng(readFileSync(path)) ? [] : ['branding.logo: is not a PNG image']
    const text = readFileSync(path, 'utf8')
    if (!/<svg[\s>]/.test(text)) return ['branding.logo: is not an SVG image']
    return LIVELY.test(text) ? ['branding.logo: must be a picture alone, without scripts and without anything from elsewhere'] : []
  } catch {
    return [`branding.logo: there is no file ${path} that can be read`]
  }
}

const isPng = (bytes: Buffer): boolean => bytes.length > 24 && bytes.subarray(0, 8).equals(SIGNATURE)

/** The logo as SVG; a PNG goes into one in its own size. */
export function logoSvg(path: string): string {
  if (extname(path).toLowerCase() !== '.png') return readFileSync(path, 'utf8')
  const bytes = readFileSync(path)
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  const image = `<image width="${width}" height="${height}" href="data:image/png;base64,${bytes.toString('base64')}"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${image}</svg>`
}
