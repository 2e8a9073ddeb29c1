// Makes the document look as the markup says and leaves alone what is the same, so that what is being typed, the focus and the caret
// survive every update. A step's root has an id of its own: a new step is new.
import type { Markup } from '../view/html.ts'

interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML(text: string): string }): { createHTML(text: string): string }
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }

const identity = { createHTML: (text: string): string => text }

/** The one door to the HTML parser, and only Markup, which is escaped, passes through it. */
const policy = trustedTypes?.createPolicy('rekey', identity) ?? identity

const shown = new WeakMap<Element, string>()

/** Takes what the document came with for this markup: it was drawn from the same screen, so only who judges its fields is another. */
export function adopt(place: Element, markup: Markup): void {
  shown.set(place, markup.text)
  for (const form of place.querySelectorAll('form')) form.noValidate = true
}

/** Shows markup in a place. */
export function show(place: Element, markup: Markup): void {
  if (shown.get(place) === markup.text) return
  shown.set(place, markup.text)
  const template = document.createElement('template')
  template.innerHTML = policy.createHTML(markup.text)
  patchChildren(place, template.content)
}

function patchChildren(place: Node, wanted: Node): void {
  let at = place.firstChild
  for (const want of Array.from(wanted.childNodes)) {
    const kept = nextLike(at, want)
    while (kept && at !== kept) at = removed(at)
    if (kept) {
      patchNode(kept, want)
      at = kept.nextSibling
    } else place.insertBefore(want, at)
  }
  while (at) at = removed(at)
}

function removed(node: ChildNode | null): ChildNode | null {
  const next = node?.nextSibling ?? null
  node?.remove()
  return next
}

/** The nearest sibling that can become what is wanted. */
function nextLike(from: ChildNode | null, want: Node): ChildNode | null {
  for (let node = from; node; node = node.nextSibling) if (isLike(node, want)) return node
  return null
}

const isLike = (node: Node, want: Node): boolean =>
  node.nodeName === want.nodeName &&
  (!(node instanceof Element && want instanceof Element) || (node.id === want.id && node.className === want.className))

function patchNode(node: Node, want: Node): void {
  if (node instanceof Element && want instanceof Element) {
    for (const { name, value } of Array.from(want.attributes)) if (node.getAttribute(name) !== value) node.setAttribute(name, value)
    for (const { name } of Array.from(node.attributes)) if (!want.hasAttribute(name)) node.removeAttribute(name)
    patchChildren(node, want)
  } else if (node.nodeValue !== want.nodeValue) node.nodeValue = want.nodeValue
}
