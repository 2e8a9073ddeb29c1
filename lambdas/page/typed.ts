// What was typed into a step and not sent, for whoever steps back to the first and comes again. It is kept in the memory of this page only,
// never in storage, in the address or in the history, and not beyond its flow.

let of: string | undefined
const put = new Map<string, string>()

const fieldsIn = (place: Element): HTMLInputElement[] => [...place.querySelectorAll<HTMLInputElement>('input[id]')]

function onlyOf(flow: string | undefined): void {
  if (flow !== of) put.clear()
  of = flow
}

/** Puts by what stands in the fields of a step that is being left, for this flow. */
export function putBy(place: Element, flow: string | undefined): void {
  onlyOf(flow)
  for (const { id, value } of fieldsIn(place)) put.set(id, value)
}

/** Gives it back, once, to the same fields of the same flow. */
export function giveBack(place: Element, flow: string | undefined): void {
  onlyOf(flow)
  for (const field of fieldsIn(place)) {
    field.value = put.get(field.id) ?? field.value
    put.delete(field.id)
  }
}
