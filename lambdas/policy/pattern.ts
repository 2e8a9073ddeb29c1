// Patterns that an administrator writes, matched in time that grows with pattern × password and no faster (Thompson): the states that
// a prefix can be in are kept as a set, so no pattern makes a password expensive. What cannot be matched so (back references,
// looking around) is refused. The language is JavaScript's with the u flag, less that; a pattern is searched for, not anchored.

const MOST_STATES = 1000
const MOST_TEXT = 500

/** A pattern that is no pattern here, in words for the administrator. */
export class BadPattern extends Error {}

type Node =
  | { kind: 'point'; accepts: (point: string) => boolean }
  | { kind: 'start' | 'end' }
  | { kind: 'row'; parts: Node[] }
  | { kind: 'either'; parts: Node[] }
  | { kind: 'repeat'; part: Node; least: number; most: number }

interface State {
  /** Its place among all states of the pattern. */
  readonly id: number
  readonly kind: 'point' | 'start' | 'end' | 'fork' | 'found'
  readonly accepts?: (point: string) => boolean
  readonly next: State[]
}

interface Automaton {
  readonly first: State
  readonly size: number
}

export interface Matcher {
  isIn(points: readonly string[]): boolean
  /** Whether it holds the places of begin and end. */
  readonly isAnchored: boolean
  /** A text that matches; `pick` draws a number below another. */
  sample(pick: (below: number) => number): string
}

const known = new Map<string, Matcher>()

/** The matcher of a pattern. Throws BadPattern. */
export function patternOf(source: string): Matcher {
  const found = known.get(source)
  if (found) return found
  const matcher = compiled(source)
  known.set(source, matcher)
  return matcher
}

function compiled(source: string): Matcher {
  if (source.length > MOST_TEXT) throw new BadPattern(`is longer than ${MOST_TEXT} characters`)
  try {
    new RegExp(source, 'u')
  } catch {
    throw new BadPattern('is not a regular expression')
  }
  const tree = parse(source)
  return {
    isIn: searcher(statesOf(tree)),
    isAnchored: /[\^$]/.test(source.replace(/\\.|\[(?:\\.|[^\]])*\]/gu, '')),
    sample: (pick) => sample(tree, pick)
  }
}

// --- Reading ----------------------------------------------------------------------------------------------------------------

const ATOM =
  /\\[pP]\{[^}]*\}|\\u\{[0-9a-fA-F]+\}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\c[A-Za-z]|\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|[\s\S]/uy
const QUANTIFIER = /(?:[*+?]|\{(\d+)(,(\d*))?\})\??/uy

/** What stands for one character, or for the place of begin or end. */
function single(text: string): Node {
  if (text === '^' || text === '$') return { kind: text === '^' ? 'start' : 'end' }
  if (/^\\[bB]$/.test(text)) throw new BadPattern('asks for word boundaries, which are not supported')
  if (/^\\[1-9k]/.test(text)) throw new BadPattern('refers back to a group, which cannot be matched in linear time')
  // One character at a time, so the engine of the language has nothing to try twice.
  const one = new RegExp(`^${text}$`, 'u')
  const ascii = Array.from({ length: 128 }, (_, code) => one.test(String.fromCharCode(code)))
  return { kind: 'point', accepts: (point) => ascii[point.charCodeAt(0)] ?? one.test(point) }
}

function parse(source: string): Node {
  let at = 0

  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at
    const found = pattern.exec(source) ?? undefined
    at += found?.[0].length ?? 0
    return found
  }

  function either(): Node {
    const parts = [row()]
    while (source[at] === '|') {
      at++
      parts.push(row())
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'either', parts }
  }

  function row(): Node {
    const parts: Node[] = []
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(repeated(atom()))
    return { kind: 'row', parts }
  }

  function repeated(part: Node): Node {
    const found = take(QUANTIFIER)
    if (!found) return part
    const [text, low, comma, high] = found
    if (low !== undefined)
      return {
        kind: 'repeat',
        part,
        least: Number(low),
        most: comma === undefined ? Number(low) : Number(high || Number.POSITIVE_INFINITY)
      }
    return { kind: 'repeat', part, least: text.startsWith('+') ? 1 : 0, most: text.startsWith('?') ? 1 : Number.POSITIVE_INFINITY }
  }

  function atom(): Node {
    if (source[at] === '(') return group()
    return single(take(ATOM)?.[0] ?? '')
  }

  function group(): Node {
    at++
    if (source[at] === '?') {
      if (source[at + 1] !== ':') throw new BadPattern('uses a group of the form (?…) other than (?:…), which is not supported')
      at += 2
    }
    const inner = either()
    at++
    return inner
  }

  return either()
}

// --- Matching ---------------------------------------------------------------------------------------------------------------

/** The states of a tree, built from the end. */
function statesOf(tree: Node): Automaton {
  let size = 0
  const state = (kind: State['kind'], next: State[], accepts?: State['accepts']): State => {
    const id = size++
    if (size > MOST_STATES) throw new BadPattern(`is too large: it would take more than ${MOST_STATES} states`)
    return accepts ? { id, kind, next, accepts } : { id, kind, next }
  }

  function before(node: Node, next: State): State {
    switch (node.kind) {
      case 'point':
        return state('point', [next], node.accepts)
      case 'start':
      case 'end':
        return state(node.kind, [next])
      case 'row':
        return node.parts.reduceRight((after, part) => before(part, after), next)
      case 'either':
        return state(
          'fork',
          node.parts.map((part) => before(part, next))
        )
      case 'repeat':
        return repeated(node.part, node.least, node.most, next)
    }
  }

  function repeated(part: Node, least: number, most: number, next: State): State {
    let first = next
    if (most === Number.POSITIVE_INFINITY) {
      first = state('fork', [next])
      first.next.push(before(part, first))
    } else for (let times = least; times < most; times++) first = state('fork', [before(part, first), next])
    for (let times = 0; times < least; times++) first = before(part, first)
    return first
  }

  const first = before(tree, state('found', []))
  return { first, size }
}

/** A place in a password: what can have been matched before it. */
interface Place {
  /** The states that wait for the next character. */
  readonly states: readonly State[]
  readonly isFound: boolean
  /** Whether it is found if the password ends here. */
  readonly isFoundAtEnd: boolean
  /** Where each character leads, by its code, once a password was there. */
  readonly after: Place[]
}

/** A pattern may have more places than can be kept: then the known ones are forgotten. */
const MOST_PLACES = 500

/** Looks for a pattern. Passwords are much alike, so most walk from one known place to the next. */
function searcher({ first, size }: Automaton): (points: readonly string[]) => boolean {
  const start = placeAfter([first], true)
  const known = new Map<string, Place>()

  function placeAfter(entered: readonly State[], isStart: boolean): Place {
    const isFoundAtEnd = closure(entered, size, { isStart, isEnd: true }).isFound
    return { ...closure(entered, size, { isStart, isEnd: false }), isFoundAtEnd, after: [] }
  }

  function follow(place: Place, point: string): Place {
    const entered = [first, ...place.states.filter(({ accepts }) => accepts?.(point)).flatMap(({ next }) => next)]
    const key = entered.map(({ id }) => id).join()
    const next = known.get(key) ?? placeAfter(entered, false)
    if (known.size === MOST_PLACES) {
      known.clear()
      start.after.length = 0
    }
    known.set(key, next)
    if (point <= '\xff') place.after[point.charCodeAt(0)] = next
    return next
  }

  return (points) => {
    let place = start
    for (const point of points) {
      if (place.isFound) return true
      place = place.after[point.charCodeAt(0)] ?? follow(place, point)
    }
    return place.isFoundAtEnd
  }
}

/** The states that wait for a character, of whatever can be reached from some without one. */
function closure(
  entered: readonly State[],
  size: number,
  { isStart, isEnd }: { isStart: boolean; isEnd: boolean }
): Pick<Place, 'states' | 'isFound'> {
  const seen = new Uint8Array(size)
  const states: State[] = []
  let isFound = false
  function enter(state: State): void {
    const isBarred = (state.kind === 'start' && !isStart) || (state.kind === 'end' && !isEnd)
    if (isBarred || seen[state.id]) return
    seen[state.id] = 1
    if (state.kind === 'found') isFound = true
    else if (state.kind === 'point') states.push(state)
    else for (const next of state.next) enter(next)
  }
  for (const state of entered) enter(state)
  return { states, isFound }
}

// --- Samples ----------------------------------------------------------------------------------------------------------------

const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))
const SAMPLES = [...PRINTABLE, ...'éüñøßабвあいう漢字😀']
/** How often what may be repeated for ever is. */
const OPEN_ENDED = 8

function sample(node: Node, pick: (below: number) => number): string {
  switch (node.kind) {
    case 'point': {
      const fitting = SAMPLES.filter(node.accepts)
      return fitting[pick(Math.max(1, fitting.length))] ?? ''
    }
    case 'start':
    case 'end':
      return ''
    case 'row':
      return node.parts.map((part) => sample(part, pick)).join('')
    case 'either':
      return sample(node.parts[pick(node.parts.length)] ?? { kind: 'start' }, pick)
    case 'repeat': {
      const most = Math.min(node.most, node.least + OPEN_ENDED)
      const times = node.least + pick(most - node.least + 1)
      return Array.from({ length: times }, () => sample(node.part, pick)).join('')
    }
  }
}
