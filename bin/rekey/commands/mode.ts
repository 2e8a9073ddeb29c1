import { type Command, only, UsageError } from '../command.ts'
import { pairs, revisionLine } from '../table.ts'

const PATH = '/v1/admin/forgot-password'

export const mode: Command = {
  name: 'mode',
  summary: 'how the channel for a code is picked: show it, change it',
  help: `rekey mode [get]
rekey mode set MODE

MODE is email, sms, userchoose (two words to choose from) or userselectchallenge (masked addresses). A change holds for flows that
start within the next 60 seconds at the latest; a flow that has started keeps the mode that it began with.

Examples:
  rekey mode --sandbox
  rekey mode set userchoose
`,
  options: {},
  async run({ args: [verb = 'get', ...rest], api }) {
    if (verb === 'get' && rest.length === 0) {
      const { mode: current, rev, by, at } = await api.call('GET', PATH)
      return { json: { mode: current, rev, by, at }, text: pairs([['mode', current]]) + revisionLine({ rev, by, at }) }
    }
    if (verb !== 'set') throw new UsageError(`mode ${[verb, ...rest].join(' ')}: use get, or set MODE`)
    const { mode: current, rev, by, at } = await api.call('PUT', PATH, { mode: only(rest, 'the mode') })
    return { json: { mode: current, rev, by, at }, text: pairs([['mode', current]]) + revisionLine({ rev, by, at }) }
  }
}
