// Everything that doctor looks at: the stores one after the other, then AWS.
import type { Options, Surroundings } from '../command.ts'
import { deployedFrom } from './deployed.ts'
import { examineAws } from './examine-aws.ts'
import { examinePepper } from './examine-pepper.ts'
import { examineSecrets } from './examine-secrets.ts'
import { examineStore } from './examine-store.ts'
import type { Finding } from './findings.ts'

export async function examine(options: Options, surroundings: Surroundings): Promise<Finding[]> {
  const deployed = await deployedFrom(options, surroundings)
  const findings: Finding[] = []
  for (const store of deployed.settings.STORES) findings.push(...(await examineStore(deployed, store, Date.now())))
  return [...findings, ...(await examineSecrets(deployed)), ...(await examinePepper(deployed)), ...(await examineAws(deployed))]
}
