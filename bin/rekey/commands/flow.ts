import { type Command, only, UsageError } from '../command.ts'

export const flow: Command = {
  name: 'flow',
  summary: 'end one person’s attempt',
  help: `rekey flow cancel FLOW

FLOW is the flow's id, as the log has it. Its code and its grant are dead at once; the person can start again. A flow whose password is
being written at this very moment is not cancelled.

Example:
  rekey flow cancel 3q2-7wAAAAAAAAAAAAAAAA
`,
  options: {},
  async run({ args: [verb, ...rest], api }) {
    if (verb !== 'cancel') throw new UsageError(verb === undefined ? 'flow what? use cancel FLOW' : `flow ${verb}: use cancel FLOW`)
    const answer = await api.call('POST', `/v1/admin/flows/${encodeURIComponent(only(rest, 'the flow'))}/cancel`, {})
    return { json: answer, text: `flow ${answer.flow} is cancelled\n` }
  }
}
