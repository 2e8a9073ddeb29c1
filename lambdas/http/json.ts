// JSON as the API takes it: one flat object, each name once. JSON.parse keeps the last of two equal names, and two readers that keep
// different ones is how a checked value and a used value come apart.

export type Body = { ok: true; value: Record<string, unknown> } | { ok: false; detail: string }

const refuse = (detail: string): Body => ({ ok: false, detail })

/** Parses a body; the detail names what is wrong without repeating what was sent. */
export function parseBody(text: string): Body {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse('body: must be JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse('body: must be a JSON object')
  const names = topLevelNames(text)
  if (new Set(names).size !== names.length) return refuse('body: holds a name twice')
  if (names.includes('__proto__')) return refuse('__proto__: is not a field')
  return { ok: true, value: value as Record<string, unknown> }
}

/** The names of an object's own members, repeats included. The text is known to be valid JSON. */
function topLevelNames(text: string): string[] {
  const names: string[] = []
  let depth = 0
  for (const [token, , colon] of text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}[\]]/g)) {
    if (token === '{' || token === '[') depth++
    else if (token === '}' || token === ']') depth--
    else if (depth === 1 && colon) names.push(JSON.parse(token.slice(0, -colon.length)) as string)
  }
  return names
}
