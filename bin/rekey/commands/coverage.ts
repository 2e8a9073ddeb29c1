import { writeFileSync } from 'node:fs'
import { type Command, Refused, UsageError } from '../command.ts'
import { bar } from '../directory/bars.ts'
import { createProfileCounter, FEWEST } from '../directory/decoy-profile.ts'
import { DEPLOYED_HELP, DEPLOYED_OPTIONS } from '../directory/options.ts'
import { type Coverage, REASONS } from '../directory/tally.ts'
import { table } from '../table.ts'

export const coverage: Command = {
  name: 'coverage',
  summary: 'how many people could reset in each mode, and why the others could not',
  help: `rekey coverage [--csv] [--decoy-profile FILE]

Goes through everybody whom the stores' filters could find, page by page. --csv prints mode, outcome and people, for a spreadsheet.
--decoy-profile writes what userselectchallenge needs as decoyProfile: how masked options look, rounded, without anything that fewer than
${FEWEST} people have in common.

${DEPLOYED_HELP}
Examples:
  rekey coverage --search-arn ARN
  rekey coverage --sandbox --csv
  rekey coverage --search-arn ARN --decoy-profile decoys.json
`,
  options: { ...DEPLOYED_OPTIONS, csv: { type: 'boolean' }, 'decoy-profile': { type: 'string' } },
  isDirect: true,
  async run({ args, options, surroundings }) {
    if (args.length > 0) throw new UsageError(`${args.join(' ')}: coverage takes no arguments`)
    if (options['csv'] && options['json']) throw new UsageError('--csv or --json, not both')
    const [{ deployedFrom }, { surveyed }] = await Promise.all([import('../directory/deployed.ts'), import('../directory/survey.ts')])
    const counter = createProfileCounter()
    const result = await surveyed(await deployedFrom(options, surroundings), counter, surroundings)
    const file = options['decoy-profile']
    if (typeof file === 'string') {
      const profile = counter.profile()
      if (!profile) throw new Refused(`too few people: what fewer than ${FEWEST} have in common is not written down`)
      writeFileSync(file, `${JSON.stringify(profile, null, 2)}\n`)
      surroundings.note(`${file}: written; set decoyProfile to it\n`)
    }
    return { json: result, text: options['csv'] ? csvOf(result) : textOf(result) }
  }
}

const BAR = 24

function textOf({ people, modes, sharingMail }: Coverage): string {
  const share = (count: number): string => `${people === 0 ? 0 : ((count * 100) / people).toFixed(1)} %`
  const number = (count: number): string => count.toLocaleString('en')
  const each = Object.entries(modes)
  const could = each.map(([mode, one]) => [mode, number(one.could), share(one.could), bar(people === 0 ? 0 : one.could / people, BAR)])
  const why = REASONS.flatMap((reason) =>
    each.some(([, one]) => one.why[reason]) ? [[reason, ...each.map(([, one]) => number(one.why[reason] ?? 0))]] : []
  )
  const shared = sharingMail > 0 ? `\n${number(sharingMail)} share a mail address: it does not find them, their user name does.\n` : ''
  return `${number(people)} people\n\n${table(['mode', 'could', '', ''], could)}\n${table(['could not', ...each.map(([mode]) => mode)], why)}${shared}`
}

const csvOf = ({ modes }: Coverage): string =>
  [
    'mode,outcome,people',
    ...Object.entries(modes).flatMap(([mode, { could, why }]) => [
      `${mode},could,${could}`,
      ...REASONS.flatMap((reason) => (why[reason] === undefined ? [] : [`${mode},${reason},${why[reason]}`]))
    ])
  ]
    .map((line) => `${line}\n`)
    .join('')
