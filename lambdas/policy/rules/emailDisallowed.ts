import { containsAny, refusing } from '../rule.ts'

const localPart = (address: string): string => address.slice(0, Math.max(0, address.lastIndexOf('@')))

export const emailDisallowed = refusing((candidate, { names }) => containsAny(candidate, names.mail.map(localPart)))
