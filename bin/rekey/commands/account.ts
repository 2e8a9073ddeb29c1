import { type Command, only, UsageError } from '../command.ts'

export const account: Command = {
  name: 'account',
  summary: 'switch self-service off and on for one account',
  help: `rekey account pause ACCOUNT
rekey account unpause ACCOUNT

ACCOUNT is what the log calls account. While it is paused no code is sent: its owner gets a message that says so, and nobody else can
tell. Unpausing also forgets the failures in a row that may have paused it. Logging in is not affected.

Example:
  rekey account unpause Hx3vYyq0d0oC5c0v0v5Yk0n2bJb3rC9q2vXb8Qe6m1E
`,
  options: {},
  async run({ args: [verb, ...rest], api }) {
    if (verb !== 'pause' && verb !== 'unpause') throw new UsageError('account what? use pause ACCOUNT or unpause ACCOUNT')
    const answer = await api.call('POST', `/v1/admin/accounts/${encodeURIComponent(only(rest, 'the account'))}/${verb}`, {})
    return { json: answer, text: `account ${answer.account} is ${answer.state}\n` }
  }
}
