import { type Command, UsageError } from '../command.ts'
import { counted, exitCodeOf, type Finding, type Level } from '../directory/findings.ts'
import { DEPLOYED_HELP, DOCTOR_OPTIONS } from '../directory/options.ts'
import { printable } from '../table.ts'

export const doctor: Command = {
  name: 'doctor',
  summary: 'looks whether directory and AWS are as they must be, and says how to mend what is not',
  help: `rekey doctor

Connects to every address of every store as each identity, and looks at certificates, rights, attributes, password policies, clocks, the
secrets with the pepper of password histories, SES and SNS. Changes nothing. docs/doctor.md explains each finding. Ends with 0 where all is
well, 1 with warnings, 2 with problems.

${DEPLOYED_HELP}  --status-arn ARN, --status-identity FILE
                          the same for the identities that set the state of accounts
  --change-arn ARN        the secret of the function for changes, where there is one: it holds a pepper too

Examples:
  rekey doctor --search-arn ARN --reset-arn ARN --status-arn ARN
  rekey doctor --sandbox --json
`,
  options: DOCTOR_OPTIONS,
  isDirect: true,
  async run({ args, options, surroundings }) {
    if (args.length > 0) throw new UsageError(`${args.join(' ')}: doctor takes no arguments`)
    const { examine } = await import('../directory/examine.ts')
    const findings = await examine(options, surroundings)
    return { json: { findings, counts: counted(findings) }, text: textOf(findings), exitCode: exitCodeOf(findings) }
  }
}

const MARKS: Readonly<Record<Level, string>> = { ok: 'ok', untold: 'untold', warning: 'warning', problem: 'PROBLEM' }
const WIDTH = 7

function textOf(findings: readonly Finding[]): string {
  const lines = findings.map(({ level, about, check, says, fix }) => {
    const mended = fix === undefined || level === 'ok' ? '' : `${' '.repeat(WIDTH)}  fix: ${printable(fix)}\n`
    return `${MARKS[level].padEnd(WIDTH)}  ${printable(`${about}: ${says}`)} [${check}]\n${mended}`
  })
  const { ok, untold, warning, problem } = counted(findings)
  return `${lines.join('')}\n${problem} problems, ${warning} warnings, ${untold} untold, ${ok} ok\n`
}
