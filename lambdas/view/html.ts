// Markup can only be made by the `html` tag, which escapes every value that is not markup already: the safe way is the short way.

class Written {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** Text that is safe to be parsed as HTML. */
export type Markup = Written

/** What may stand in a template: markup as it is, text and numbers escaped, nothing for what is absent. */
export type Part = Markup | string | number | false | undefined | readonly Part[]

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')

function written(part: Part): string {
  if (part === undefined || part === false) return ''
  if (part instanceof Written) return part.text
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part))
  return part.map(written).join('')
}

/** A style or a script of our own, which is not escaped: only for files that were built with the page, never for anything that was typed. */
export const verbatim = (text: string): Markup => new Written(text)

/** Makes markup of a template. Attribute values must stand in double quotes. */
export const html = (template: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Written(template.reduce((before, text, index) => before + written(parts[index - 1]) + text))
