// Which stores an identifier belongs to. Somebody who says where they are is looked for there and nowhere else; everybody else everywhere.

/** The names that people of one store may go by in full. */
export interface Realm {
  /** Mail or UPN domains: `alice@corp.example`. */
  domains: readonly string[]
  /** Down-level prefixes: `CORP\alice`. */
  prefixes: readonly string[]
}

/** A store to ask, and for whom: a domain is part of the names that directories hold, a prefix is not. */
export interface Route<S> {
  store: S
  who: string
}

/** The stores that own what was typed; all of them where none does. */
export function routesFor<S extends { owns: Realm }>(stores: readonly S[], who: string): Route<S>[] {
  const own = stores.flatMap((store) => {
    const name = nameIn(store.owns, who.trim())
    return name === undefined ? [] : [{ store, who: name }]
  })
  return own.length > 0 ? own : stores.map((store) => ({ store, who }))
}

function nameIn({ domains, prefixes }: Realm, who: string): string | undefined {
  const lower = who.toLowerCase()
  const prefix = prefixes.map((one) => `${one}\\`).find((one) => lower.startsWith(one.toLowerCase()))
  if (prefix !== undefined) return who.slice(prefix.length)
  return domains.some((domain) => lower.endsWith(`@${domain.toLowerCase()}`)) ? who : undefined
}
