import { type Command, only, UsageError } from '../command.ts'
import type { Deployed } from '../directory/deployed.ts'
import type { Explanation } from '../directory/explanation.ts'
import { DEPLOYED_HELP, DEPLOYED_OPTIONS } from '../directory/options.ts'
import { listed, pairs } from '../table.ts'

export const explain: Command = {
  name: 'explain',
  summary: 'what a reset would make of one person, and why it would be refused',
  help: `rekey explain USER
rekey explain --account ACCOUNT

USER is what the person would type; ACCOUNT is what the log calls them, which leads to nobody: everybody is looked at until it is they.
Shows store, entry, state, groups, policy, masked addresses, modes and limits, and every reason why a reset would be refused. Sends
nothing, writes nothing, counts against no limit. Ends with 1 where it would be refused.

${DEPLOYED_HELP}
Examples:
  rekey explain alice --search-arn ARN
  rekey explain alice@example.com --sandbox --json
  rekey explain --account Hx3vYyq0d0oC5c0v0v5Yk0n2bJb3rC9q2vXb8Qe6m1E --search-arn ARN
`,
  options: { ...DEPLOYED_OPTIONS, account: { type: 'string' } },
  isDirect: true,
  async run({ args, options, surroundings }) {
    const { account } = options
    if (typeof account === 'string' && args.length > 0) throw new UsageError(`${args.join(' ')} or --account, not both`)
    const user = typeof account === 'string' ? undefined : only(args, 'the user')
    const [{ deployedFrom }, { explain: byName, explainAccount }] = await Promise.all([
      import('../directory/deployed.ts'),
      import('../directory/explanation.ts')
    ])
    const deployed = await deployedFrom(options, surroundings)
    const told = user === undefined ? await explainAccount(deployed, String(account), surroundings) : await byName(deployed, user)
    const limits = limitsOf(deployed)
    return { json: { ...told, limits }, text: textOf(told, limits), isRefused: told.refusals.length > 0 }
  }
}

function limitsOf({ settings }: Deployed): string[] {
  const { identifier, net, destination, account } = settings.LIMITS
  return [
    `a code of ${settings.CODE_LENGTH} digits for ${settings.CODE_SECONDS} s, ${settings.MAX_ATTEMPTS} attempts, ${settings.MAX_SENDS} sends`,
    `starts of this name: ${identifier.hour} an hour and ${identifier.day} a day, of one client ${net.quarter} in 15 minutes`,
    `messages to one address: ${destination.hour} an hour, ${destination.day} a day`,
    `wrong codes of the account: ${account.day} a day, ${account.streak} in a row pause it`
  ]
}

function textOf({ user, mode, stores, person, modes, refusals }: Explanation, limits: readonly string[]): string {
  const rows: [string, string][] = [
    ['user', user],
    ...stores.map(
      ({ store, answer, fault }) => [`store ${store}`, fault === undefined ? answer : `${answer}: ${fault}`] as [string, string]
    )
  ]
  if (person) {
    rows.push(['entry', person.dn], ['account', person.account], ['state', person.state.join(', ')])
    rows.push(['protected', person.isProtected ? 'yes' : 'no'], ['groups', person.groups.join('; ') || 'none'])
    rows.push(['policy', `${person.policy.id} (${person.policy.why})`])
    rows.push(['addresses', person.addresses.map(({ channel, masked }) => `${channel} ${masked}`).join(', ') || 'none'])
    if (person.unusable.length > 0) rows.push(['not used', person.unusable.join(', ')])
  }
  rows.push(
    ['mode', mode],
    ['would work in', modes.join(', ') || 'no mode'],
    ...limits.map((limit, at) => [at === 0 ? 'limits' : '', limit] as [string, string])
  )
  const verdict = refusals.length === 0 ? `A reset would work in mode ${mode}.\n` : `A reset would be refused:\n${listed(refusals)}`
  return `${pairs(rows)}\n${verdict}`
}
