import { isMadeOf } from '../context.ts'
import { unaccented, unsubstituted } from '../plain.ts'
import type { Rule } from '../rule.ts'

export const blocklist: Rule<boolean> = {
  describe: () => ({}),
  judge:
    (isOn) =>
    ({ password }, { names, organisation, isCommon }) => {
      if (!isOn) return undefined
      const text = unaccented(password)
      const plainText = unsubstituted(text)
      if (isCommon(plainText)) return { kind: 'common' }
      const mail = names.mail.map((address) => address.slice(0, Math.max(0, address.lastIndexOf('@'))))
      const context = [...names.username, ...names.given, ...names.family, ...mail, ...organisation]
      return isMadeOf(text, context, plainText) ? { kind: 'context' } : undefined
    }
}
