import { isMadeOf } from '../context.ts'
import { plain } from '../plain.ts'
import type { Rule } from '../rule.ts'

export const blocklist: Rule<boolean> = {
  describe: () => ({}),
  judge(isOn, { password }, { names, organisation, isCommon }) {
    if (!isOn) return undefined
    if (isCommon(plain(password))) return { kind: 'common' }
    const mail = names.mail.map((address) => address.slice(0, Math.max(0, address.lastIndexOf('@'))))
    const context = [...names.username, ...names.given, ...names.family, ...mail, ...organisation]
    return isMadeOf(password, context) ? { kind: 'context' } : undefined
  }
}
