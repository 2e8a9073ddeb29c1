// What stands there and costs whether anybody comes or not: counted in the template that would be deployed.
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { bundle } from '../scripts/bundle.ts'

const ROOT = join(import.meta.dirname, '..')
const run = promisify(execFile)

/** A front door to count for. */
export type Door = 'regional' | 'edge'

export interface Standing {
  kmsKeys: number
  secrets: number
  /** Metrics that alarms look at: an alarm over a formula is charged for each of its metrics. */
  alarmMetrics: number
  dashboards: number
  customMetrics: number
  webAcls: number
  webAclRules: number
  interfaceEndpoints: number
  natGateways: number
  /** Megabytes by function. */
  memory: Record<string, number>
}

interface Resource {
  Type: string
  Properties?: Record<string, unknown>
}

/** Synthesises the example configuration with a front door of this kind, and IPv6 egress. */
export async function standingOf(door: Door): Promise<Standing> {
  await bundle(join(ROOT, 'dist'))
  const folder = await mkdtemp(join(tmpdir(), 'rekey-cost-'))
  try {
    const config = join(folder, 'rekey.config.ts')
    const frontDoor = door === 'edge' ? { edge: true } : { origin: 'https://reset.example.com' }
    await writeFile(
      config,
      `import { deployment as example } from ${JSON.stringify(join(ROOT, 'rekey.config.ts'))}
const env = { account: '111111111111', region: 'us-east-1' }
export const deployment = { ...example, env, configuration: { ...example.configuration, frontDoor: ${JSON.stringify(frontDoor)} } }\n`
    )
    const outdir = join(folder, 'out')
    const env = { ...process.env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify({ config }) }
    await run(process.execPath, [join(ROOT, 'bin/app.ts')], { cwd: ROOT, env })
    return countedIn(await resourcesIn(outdir))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function resourcesIn(outdir: string): Promise<Resource[]> {
  const templates = (await readdir(outdir)).filter((name) => name.endsWith('.template.json'))
  const texts = await Promise.all(templates.map((name) => readFile(join(outdir, name), 'utf8')))
  return texts.flatMap((text) => Object.values((JSON.parse(text) as { Resources: Record<string, Resource> }).Resources))
}

function countedIn(resources: readonly Resource[]): Standing {
  const ofType = (type: string): Resource[] => resources.filter((resource) => resource.Type === type)
  const lengthOf = ({ Properties }: Resource, name: string): number => (Properties?.[name] as unknown[] | undefined)?.length ?? 0
  const metricsOf = ({ Properties }: Resource): number => {
    const metrics = Properties?.['Metrics'] as { MetricStat?: unknown }[] | undefined
    return metrics ? metrics.filter(({ MetricStat }) => MetricStat !== undefined).length : 1
  }
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
  const functions = ofType('AWS::Lambda::Function').map(({ Properties }) => [
    /^Rekey: (\S+)$/.exec(String(Properties?.['Description']))?.[1],
    Number(Properties?.['MemorySize'])
  ])
  return {
    kmsKeys: ofType('AWS::KMS::Key').length,
    secrets: ofType('AWS::SecretsManager::Secret').length,
    alarmMetrics: sum(ofType('AWS::CloudWatch::Alarm').map(metricsOf)),
    dashboards: ofType('AWS::CloudWatch::Dashboard').length,
    customMetrics: ofType('AWS::Logs::MetricFilter').length,
    webAcls: ofType('AWS::WAFv2::WebACL').length,
    webAclRules: sum(ofType('AWS::WAFv2::WebACL').map((acl) => lengthOf(acl, 'Rules'))),
    interfaceEndpoints: ofType('AWS::EC2::VPCEndpoint').filter(({ Properties }) => Properties?.['VpcEndpointType'] === 'Interface').length,
    natGateways: ofType('AWS::EC2::NatGateway').length,
    memory: Object.fromEntries(functions.filter(([name]) => name !== undefined))
  }
}
