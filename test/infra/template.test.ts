// What the templates hold, in every variant of the deployment.
import { readFileSync } from 'node:fs'
import { CachePolicy } from 'aws-cdk-lib/aws-cloudfront'
import { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks } from 'cdk-nag'
import { describe, expect, test } from 'vitest'
import { TABLE } from '../../lambdas/adapters/dynamodb/table.ts'
import { FUNCTIONS, parseVariables } from '../../lambdas/config.ts'
import { ROUTES, type Route } from '../../lambdas/http/routes.ts'
import { STREAM_CONSUMERS } from '../../lambdas/streams.ts'
import { ACKNOWLEDGEMENTS, patternOf } from '../../lib/acknowledgements.ts'
import { THROTTLES } from '../../lib/throttles.ts'
import {
  ACCOUNT,
  aConfiguration,
  ENVIRONMENTS,
  FRONT_DOORS,
  NETWORKS,
  ofType,
  REGION,
  type Resource,
  resource,
  type Synthesised,
  synthesise
} from './support/synthesised.ts'

type FrontDoor = keyof typeof FRONT_DOORS
type Net = keyof typeof NETWORKS
type Where = keyof typeof ENVIRONMENTS

const made = new Map<string, Synthesised>()

const [store] = aConfiguration().stores
const DICTIONARIES = { bucket: 'acme-dictionaries', keyArn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/0d1c` }
const CHANGE = { change: true, stores: store ? [{ ...store, dummyDn: 'cn=nobody,dc=example' }] : [] }

/** Every variant is synthesised once, with everything that can be switched on. */
function variant(frontDoor: FrontDoor = 'regional', network: Net = 'new', where: Where = 'explicit'): Synthesised {
  const name = `${frontDoor} ${network} ${where}`
  const known = made.get(name)
  if (known) return known
  const over = {
    frontDoor: FRONT_DOORS[frontDoor],
    network: NETWORKS[network],
    sms: { countries: ['US'] },
    ping: true,
    expiryMail: {},
    dictionaries: DICTIONARIES,
    ...CHANGE
  }
  const fresh = synthesise(over, { env: ENVIRONMENTS[where] })
  made.set(name, fresh)
  return fresh
}

const VARIANTS = (Object.keys(FRONT_DOORS) as FrontDoor[]).flatMap((frontDoor) =>
  (Object.keys(NETWORKS) as Net[]).flatMap((network) =>
    (Object.keys(ENVIRONMENTS) as Where[]).map((where) => ({ frontDoor, network, where }))
  )
)

const PACKS = [new AwsSolutionsChecks(), new ServerlessChecks(), new NIST80053R5Checks()]

const findingsIn = ({ app }: Synthesised): string[] =>
  PACKS.flatMap((pack) => pack.validateScope(app).violations).flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map((found) => `${ruleName} at ${(found as { constructPath?: string }).constructPath}`)
  )

/** A logical id has letters and digits only. */
const nameOf = (id: string): string => {
  const name = id.replace(/^RekeyFunctions/, '').replace(/[0-9A-F]{8}$/, '')
  return Object.keys(FUNCTIONS).find((known) => known.replaceAll('-', '') === name) ?? name
}

/** Ours, not CDK's own cross-region ones. */
const functionsOf = (synthesised: Synthesised): [string, Resource][] =>
  ofType(synthesised, 'AWS::Lambda::Function')
    .filter(([id]) => id.startsWith('RekeyFunctions'))
    .map(([id, found]) => [nameOf(id), found])

describe.each(VARIANTS)('$frontDoor, $network VPC, environment $where', ({ frontDoor, network, where }) => {
  test('is synthesised without credentials, and asks for nothing that would need them', () => {
    const { app, templates } = variant(frontDoor, network, where)
    expect(app.synth().manifest.missing ?? []).toEqual([])
    const second = frontDoor === 'edge' && where === 'explicit'
    expect(Object.keys(templates).sort()).toEqual(second ? ['Rekey', 'Rekey-edge'] : ['Rekey'])
  })

  test('IAM-3: has no finding of cdk-nag that is not acknowledged', () => {
    expect(findingsIn(variant(frontDoor, network, where))).toEqual([])
  })

  test('has all functions on nodejs24.x and arm64, in the network only where they talk to a directory (IAM-5)', () => {
    const functions = functionsOf(variant(frontDoor, network, where))
    expect(functions.map(([name]) => name).sort()).toEqual(Object.keys(FUNCTIONS).sort())
    for (const [, { Properties }] of functions)
      expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' })
    const inVpc = functions.filter(([, { Properties }]) => Properties['VpcConfig'] !== undefined).map(([name]) => name)
    expect(inVpc.sort()).toEqual(['change', 'commit', 'locate', 'remind', 'status', 'status-set', 'sweep'])
  })

  test('makes no NAT, no address and no public subnet', () => {
    const synthesised = variant(frontDoor, network, where)
    for (const type of ['NatGateway', 'EIP', 'InternetGateway']) expect(ofType(synthesised, `AWS::EC2::${type}`)).toEqual([])
    for (const [, { Properties }] of ofType(synthesised, 'AWS::EC2::Subnet')) expect(Properties['MapPublicIpOnLaunch']).toBe(false)
    expect(ofType(synthesised, 'AWS::EC2::VPC')).toHaveLength(network === 'new' ? 1 : 0)
    expect(ofType(synthesised, 'AWS::EC2::EgressOnlyInternetGateway')).toHaveLength(network === 'new' ? 1 : 0)
  })
})

describe('acknowledgements', () => {
  /** What the packs find when nothing is acknowledged. */
  const found = () => {
    const deaf = PACKS.map(
      (pack) => Object.defineProperty(Object.create(pack), 'isAcknowledged', { value: () => false }) as (typeof PACKS)[number]
    )
    return VARIANTS.flatMap(({ frontDoor, network, where }) =>
      deaf
        .flatMap((pack) => pack.validateScope(variant(frontDoor, network, where).app).violations)
        .flatMap(({ ruleName, violatingResources }) =>
          violatingResources.map((at) => [ruleName, String((at as { constructPath?: string }).constructPath)])
        )
    )
  }

  test('each has a reason, and every rule and path of it is found somewhere', () => {
    const findings = found()
    const isFound = (rule: string, path: string) =>
      findings.some(([name, at = '']) => name === rule && patternOf(path).test(at.replace(/^Rekey\/Rekey\//, '')))
    const needless = ACKNOWLEDGEMENTS.flatMap(({ rules, paths, reason }) => [
      ...(reason.length > 40 ? [] : [`${rules.join()}: no reason`]),
      ...rules.filter((rule) => !paths.some((path) => isFound(rule, path))).map((rule) => `${rule}: nowhere found`),
      ...paths.filter((path) => !rules.some((rule) => isFound(rule, path))).map((path) => `${path}: nothing found`)
    ])
    expect(needless).toEqual([])
  })
})

describe('changes with the current password', () => {
  test('are off unless asked for: no function, no role, no secret, no route', () => {
    const { resources } = synthesise()
    expect(Object.keys(resources).filter((id) => /(Functions|Roles)change|ChangeSecret/.test(id))).toEqual([])
    expect(Object.values(resources).filter(({ Properties }) => Properties?.['PathPart'] === 'password')).toHaveLength(2)
    expect(JSON.stringify(resources)).not.toContain('/~1v1~1password/')
  })

  test('have a secret that only their function reads, and take five at once where anything is reserved', () => {
    const on = synthesise({ ...CHANGE, concurrency: {} })
    const { Environment, ReservedConcurrentExecutions } = resource(on, 'AWS::Lambda::Function', 'RekeyFunctionschange').Properties as {
      Environment: { Variables: Record<string, unknown> }
      ReservedConcurrentExecutions: number
    }
    expect(ReservedConcurrentExecutions).toBe(5)
    expect(Object.keys(Environment.Variables)).toContain('CHANGE_SECRET_ID')
    expect(Object.keys(Environment.Variables)).not.toContain('RESET_SECRET_ID')
    const readers = ofType(on, 'AWS::IAM::Policy').filter(([, policy]) => JSON.stringify(policy).includes('RekeyChangeSecret'))
    expect(readers.map(([id]) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual(['RekeyRoleschangeDefaultPolicy'])
  })
})

test('the runtime has half a year left at least (IAM-5)', () => {
  const DEPRECATED = Date.UTC(2028, 3, 30)
  expect(DEPRECATED - Date.now()).toBeGreaterThan(180 * 24 * 3600 * 1000)
})

test('two synths give identical templates', () => {
  const over = { frontDoor: FRONT_DOORS.edge }
  expect(JSON.stringify(synthesise(over).templates)).toBe(JSON.stringify(synthesise(over).templates))
})

describe('the table', () => {
  const [[, table]] = ofType(variant(), 'AWS::DynamoDB::Table') as [[string, Resource]]

  test('is made as the functions expect it', () => {
    const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, BillingMode } = table.Properties
    const sorted = (list: unknown) => [...(list as object[])].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
    expect(sorted(AttributeDefinitions)).toEqual(sorted(TABLE.AttributeDefinitions))
    expect({ KeySchema, GlobalSecondaryIndexes, BillingMode }).toEqual({
      KeySchema: TABLE.KeySchema,
      GlobalSecondaryIndexes: TABLE.GlobalSecondaryIndexes,
      BillingMode: TABLE.BillingMode
    })
  })

  test('is encrypted with its own key, recoverable for 35 days, protected, and reached over TLS only (IAM-4, RET-3)', () => {
    expect(table).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: {
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
        SSESpecification: {
          SSEEnabled: true,
          SSEType: 'KMS',
          KMSMasterKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^RekeyDataKey/), 'Arn'] }
        },
        StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true }
      }
    })
    expect(JSON.stringify(table.Properties['ResourcePolicy'])).toContain('"Effect":"Deny"')
    expect(JSON.stringify(table.Properties['ResourcePolicy'])).toContain('"aws:SecureTransport":"false"')
  })
})

describe('what lasts', () => {
  const STATEFUL = ['AWS::DynamoDB::Table', 'AWS::KMS::Key', 'AWS::SecretsManager::Secret', 'AWS::Logs::LogGroup']
  const statefulOf = (frontDoor: FrontDoor) => STATEFUL.flatMap((type) => ofType(variant(frontDoor), type))

  test.each(Object.keys(FRONT_DOORS) as FrontDoor[])('keeps its logical ids, %s', (frontDoor) => {
    expect(
      statefulOf(frontDoor)
        .map(([id, { Type }]) => `${Type} ${id}`)
        .sort()
    ).toMatchSnapshot()
  })

  test('stays when the stack goes', () => {
    expect(statefulOf('edge').filter(([, { DeletionPolicy }]) => DeletionPolicy !== 'Retain')).toEqual([])
  })

  test('every log group is encrypted and kept for 90 days, what tells of changed passwords and accounts for 400 (RET-3)', () => {
    const kept = Object.entries({ ...variant('edge').templates, regional: { Resources: variant().resources } }).flatMap(
      ([, { Resources }]) => ofType({ resources: Resources }, 'AWS::Logs::LogGroup')
    )
    expect(kept.length).toBeGreaterThan(9)
    for (const [id, { Properties }] of kept) {
      expect([id, Properties['KmsKeyId'] !== undefined]).toEqual([id, true])
      expect([id, Properties['RetentionInDays']]).toEqual([id, /(commit|change|sweep|admin|status|statusset)log/.test(id) ? 400 : 90])
    }
  })

  test('the logs service may use their key for them alone', () => {
    const { KeyPolicy } = resource(variant(), 'AWS::KMS::Key', 'RekeyVault').Properties as {
      KeyPolicy: { Statement: Record<string, unknown>[] }
    }
    const statement = KeyPolicy.Statement.find(({ Sid }) => Sid === 'Logs')
    expect(statement).toMatchObject({
      Principal: { Service: `logs.${REGION}.amazonaws.com` },
      Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': expect.anything() } }
    })
  })

  test('symmetric keys are rotated by AWS', () => {
    const symmetric = ofType(variant('edge'), 'AWS::KMS::Key').filter(([, { Properties }]) => Properties['KeySpec'] === undefined)
    expect(symmetric.length).toBeGreaterThan(1)
    for (const [, { Properties }] of symmetric) expect(Properties['EnableKeyRotation']).toBe(true)
  })

  test('the failure queue is encrypted, over TLS only, and keeps what failed for four days', () => {
    const [[, queue]] = ofType(variant(), 'AWS::SQS::Queue') as [[string, Resource]]
    expect(queue.Properties).toEqual({ MessageRetentionPeriod: 345_600, SqsManagedSseEnabled: true })
    expect(JSON.stringify(ofType(variant(), 'AWS::SQS::QueuePolicy'))).toContain('"aws:SecureTransport":"false"')
  })

  test('the alarm topic is encrypted and over TLS only', () => {
    const [[, topic]] = ofType(variant(), 'AWS::SNS::Topic') as [[string, Resource]]
    expect(topic.Properties['KmsMasterKeyId']).toBeDefined()
    expect(JSON.stringify(ofType(variant(), 'AWS::SNS::TopicPolicy'))).toContain('"aws:SecureTransport":"false"')
  })
})

test('no role’s policy and no template is larger than AWS takes', () => {
  for (const frontDoor of Object.keys(FRONT_DOORS) as FrontDoor[]) {
    const policies = ofType(variant(frontDoor), 'AWS::IAM::Policy').map(
      ([, { Properties }]) => JSON.stringify(Properties['PolicyDocument']).length
    )
    expect(Math.max(...policies)).toBeLessThan(10_240)
    for (const template of Object.values(variant(frontDoor).templates)) {
      expect(Object.keys(template.Resources).length).toBeLessThan(400)
      expect(JSON.stringify(template).length).toBeLessThan(900_000)
    }
  }
})

describe('functions', () => {
  const environments = functionsOf(variant()).map(([name, { Properties }]) => {
    const { Variables = {} } = (Properties['Environment'] ?? {}) as { Variables?: Record<string, unknown> }
    return [name, Variables] as const
  })

  test.each(environments)('%s has only variables that it reads', (name, variables) => {
    const known = FUNCTIONS[name as keyof typeof FUNCTIONS] as readonly string[]
    expect(Object.keys(variables).filter((variable) => !known.includes(variable))).toEqual([])
    expect(Object.keys(variables).length).toBeGreaterThan(1)
  })

  test('time and memory are those of the design', () => {
    const sizes = Object.fromEntries(
      functionsOf(variant()).map(
        ([
          name,
          {
            Properties: { Timeout, MemorySize }
          }
        ]) => [name, [Timeout, MemorySize]]
      )
    )
    expect(sizes).toEqual({
      page: [15, 1024],
      flow: [15, 1024],
      verify: [15, 1024],
      commit: [25, 1024],
      change: [25, 1024],
      sweep: [30, 512],
      locate: [30, 512],
      deliver: [30, 512],
      remind: [900, 512],
      admin: [15, 1024],
      status: [25, 1024],
      'status-set': [25, 1024]
    })
  })

  test('the sweep has commit’s role, every other function one of its own', () => {
    const roles = Object.fromEntries(functionsOf(variant()).map(([name, { Properties }]) => [name, JSON.stringify(Properties['Role'])]))
    expect(roles['sweep']).toBe(roles['commit'])
    expect(new Set(Object.values(roles)).size).toBe(Object.keys(FUNCTIONS).length - 1)
  })

  test('concurrency is reserved where the configuration says so, else nowhere (IAM-6)', () => {
    const reservedIn = (synthesised: Synthesised) =>
      functionsOf(synthesised).flatMap(
        ([
          name,
          {
            Properties: { ReservedConcurrentExecutions: n }
          }
        ]) => (n === undefined ? [] : [[name, n]])
      )
    expect(reservedIn(variant())).toEqual([])
    expect(reservedIn(synthesise({ concurrency: { locate: 10, commit: 20 } })).sort()).toEqual([
      ['commit', 20],
      ['locate', 10],
      ['status', 5],
      ['status-set', 5]
    ])
  })

  test('LOG-2: a variable that a stack around them adds, such as NODE_DEBUG, fails the synth', () => {
    const { app } = synthesise()
    const lambda = app.node.findAll().find(({ node }) => node.path === 'Rekey/Rekey/Functions/commit') as unknown as {
      addEnvironment(name: string, value: string): void
    }
    lambda.addEnvironment('NODE_DEBUG', 'tls')
    expect(() => app.synth({ force: true })).toThrow('commit must not have the variable NODE_DEBUG')
  })

  test('LOG-5: no secret stands in a template', () => {
    for (const frontDoor of Object.keys(FRONT_DOORS) as FrontDoor[]) {
      const text = JSON.stringify(Object.values(variant(frontDoor).templates).map(({ Resources }) => Resources))
      expect(text).not.toMatch(/"(SecretString|Password)"/)
      // The key of the edge is named where it lies; what mail is counted under is a name.
      const values = [...text.matchAll(/"(?:HeaderValue|Value)":("[^"]{20,}")/g)].flatMap(([, value]) =>
        value === '"Rekey-Rekey-Messages"' ? [] : value
      )
      expect(values).toEqual([])
    }
    expect(JSON.stringify(ofType(variant('edge'), 'AWS::ApiGateway::ApiKey'))).toContain('{{resolve:secretsmanager:')
  })
})

describe('workers', () => {
  test.each(STREAM_CONSUMERS)('$name reads the stream with the shared filter and settings', (consumer) => {
    const mapping = resource(variant(), 'AWS::Lambda::EventSourceMapping', `RekeyWorkers${consumer.name}`)
    expect(mapping.Properties).toMatchObject({
      FilterCriteria: { Filters: [{ Pattern: JSON.stringify(consumer.filter) }] },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      BatchSize: consumer.batchSize,
      ParallelizationFactor: consumer.parallelization,
      MaximumRetryAttempts: consumer.retries,
      MaximumRecordAgeInSeconds: consumer.maxAgeSeconds,
      StartingPosition: 'TRIM_HORIZON',
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [expect.stringMatching(/^RekeyWorkersUndone/), 'Arn'] } } }
    })
  })

  test('no third consumer reads the stream', () => {
    expect(ofType(variant(), 'AWS::Lambda::EventSourceMapping')).toHaveLength(2)
  })

  test('the sweep runs every minute, the ping once a day and only where it is wanted', () => {
    const rates = (synthesised: Synthesised) =>
      ofType(synthesised, 'AWS::Events::Rule').map(([, { Properties }]) => Properties['ScheduleExpression'])
    expect(rates(variant()).sort()).toEqual(['rate(1 day)', 'rate(1 hour)', 'rate(1 minute)'])
    expect(rates(synthesise({ ping: false }))).toEqual(['rate(1 minute)'])
  })
})

describe('the front door', () => {
  /** `POST /v1/flows` of every method in the template, from the resources' parents. */
  const routesIn = (synthesised: Synthesised): string[] => {
    const pathOf = (id: string): string => {
      const { ParentId, PathPart } = synthesised.resources[id]!.Properties as { ParentId: Record<string, string>; PathPart: string }
      return `${ParentId['Ref'] ? pathOf(ParentId['Ref']) : ''}/${PathPart}`
    }
    return ofType(synthesised, 'AWS::ApiGateway::Method').map(([, { Properties }]) => {
      const { Ref } = Properties['ResourceId'] as { Ref?: string }
      return `${Properties['HttpMethod']} ${Ref ? pathOf(Ref) : '/'}`
    })
  }
  const methods = (synthesised: Synthesised) => ofType(synthesised, 'AWS::ApiGateway::Method').map(([, { Properties }]) => Properties)
  const stage = ({ resources }: Synthesised) => ofType({ resources }, 'AWS::ApiGateway::Stage')[0]![1].Properties
  const api = ({ resources }: Synthesised) => ofType({ resources }, 'AWS::ApiGateway::RestApi')[0]![1].Properties

  test.each(Object.keys(FRONT_DOORS) as FrontDoor[])('has the routes of the table and no others, %s', (frontDoor) => {
    expect(routesIn(variant(frontDoor)).sort()).toEqual(ROUTES.map(({ method, path }) => `${method} ${path}`).sort())
  })

  test('only the routes of the allow-list are public; every other one is signed', () => {
    const PUBLIC = [
      ...['GET /', 'GET /assets/{file}', 'GET /v1/config', 'GET /.well-known/change-password'],
      ...[
        'POST /v1/flows',
        'GET /v1/flows/{flow}',
        'POST /v1/flows/{flow}/challenge',
        'POST /v1/flows/{flow}/verify',
        'POST /v1/flows/{flow}/password',
        'POST /v1/password',
        'GET /forms/done',
        'GET /forms/{flow}',
        'POST /forms/start',
        'POST /forms/{flow}/challenge',
        'POST /forms/{flow}/verify',
        'POST /forms/{flow}/password'
      ]
    ]
    const open = methods(variant()).filter(({ AuthorizationType }) => AuthorizationType === 'NONE').length
    const signed = methods(variant()).filter(({ AuthorizationType }) => AuthorizationType === 'AWS_IAM').length
    expect(
      (ROUTES as readonly Route[])
        .filter(({ auth }) => auth === undefined)
        .map(({ method, path }) => `${method} ${path}`)
        .sort()
    ).toEqual(PUBLIC.sort())
    expect([open, signed]).toEqual([PUBLIC.length, ROUTES.length - PUBLIC.length])
  })

  test('throttles every route, and all together (IAM-6)', () => {
    const settings = stage(variant())['MethodSettings'] as Record<string, unknown>[]
    const told = Object.fromEntries(
      settings.map(({ HttpMethod, ResourcePath, ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst }) => [
        `${HttpMethod} ${String(ResourcePath)
          .replaceAll('~1', '/')
          .replace(/^\/(?=\/)/, '')}`,
        { rate, burst }
      ])
    )
    expect(told).toMatchObject(THROTTLES)
    expect(told['* /*']).toEqual({ rate: 200, burst: 400 })
  })

  test('logs each request without body, query string, header or path', () => {
    const { Format } = stage(variant())['AccessLogSetting'] as { Format: string }
    const variables = Object.values(JSON.parse(Format) as Record<string, string>)
    expect(
      variables.filter(
        (name) => /body|query|header|path$|input|authorizer|cookie|userAgent/i.test(name) && name !== '$context.resourcePath'
      )
    ).toEqual([])
    for (const setting of stage(variant())['MethodSettings'] as Record<string, unknown>[]) {
      expect(setting['DataTraceEnabled'] ?? false).toBe(false)
      expect(setting['LoggingLevel'] ?? 'OFF').toBe('OFF')
    }
  })

  test('regional: with a domain its second address is closed (HDR-9)', () => {
    expect(api(variant('regional'))).toMatchObject({
      DisableExecuteApiEndpoint: true,
      EndpointConfiguration: { Types: ['REGIONAL'], IpAddressType: 'dualstack' }
    })
    expect(ofType(variant('regional'), 'AWS::ApiGateway::DomainName')[0]![1].Properties).toMatchObject({ SecurityPolicy: 'TLS_1_2' })
  })

  test('private: only the given endpoints get in', () => {
    const { EndpointConfiguration, Policy } = api(variant('private'))
    expect(EndpointConfiguration).toMatchObject({ Types: ['PRIVATE'], VpcEndpointIds: ['vpce-0123456789abcdef0'] })
    expect(JSON.stringify(Policy)).toContain('"Effect":"Deny"')
    expect(JSON.stringify(Policy)).toContain('"StringNotEquals":{"aws:SourceVpce":["vpce-0123456789abcdef0"]}')
  })

  test('regional and private: the firewall is on the stage, and no key is asked for', () => {
    for (const frontDoor of ['regional', 'private'] as const) {
      expect(ofType(variant(frontDoor), 'AWS::WAFv2::WebACLAssociation')).toHaveLength(1)
      expect(methods(variant(frontDoor)).filter(({ ApiKeyRequired }) => ApiKeyRequired === true)).toEqual([])
    }
  })

  test('edge: the gateway refuses whoever comes without CloudFront’s key (HDR-6, HDR-9)', () => {
    const edge = variant('edge')
    const keyless = methods(edge).filter(({ ApiKeyRequired }) => ApiKeyRequired !== true)
    expect(keyless.filter(({ AuthorizationType }) => AuthorizationType !== 'AWS_IAM')).toEqual([])
    expect(api(edge)['ApiKeySourceType']).toBe('HEADER')
    expect(ofType(edge, 'AWS::ApiGateway::UsagePlan')).toHaveLength(1)
    expect(ofType(edge, 'AWS::ApiGateway::UsagePlanKey')).toHaveLength(1)
    const [[, { Properties: key }]] = ofType(edge, 'AWS::ApiGateway::ApiKey') as [[string, Resource]]
    const { DistributionConfig } = ofType(edge, 'AWS::CloudFront::Distribution')[0]![1].Properties as { DistributionConfig: Distribution }
    const [origin] = DistributionConfig.Origins
    expect(origin?.OriginCustomHeaders).toEqual([{ HeaderName: 'x-api-key', HeaderValue: key['Value'] }])
    // No function is configured with it. The gateway hands it to them with every request, and lambdas/http/request.ts lets it go no further.
    for (const [, { Properties }] of functionsOf(edge)) expect(JSON.stringify(Properties['Environment'])).not.toMatch(/Edge\w*Key/)
  })

  test('edge: a further key is taken by the gateway before CloudFront shows it, and each has a secret of its own', () => {
    const shownBy = (synthesised: Synthesised) => {
      const [[, { Properties }]] = ofType(synthesised, 'AWS::CloudFront::Distribution') as [[string, Resource]]
      const [origin] = (Properties['DistributionConfig'] as Distribution).Origins
      return origin?.OriginCustomHeaders
    }
    const takenBy = (synthesised: Synthesised) =>
      ofType(synthesised, 'AWS::ApiGateway::ApiKey').map(([, { Properties }]) => JSON.stringify(Properties['Value']))
    const [before, added, changed] = [['1'], ['1', '2'], ['2', '1']].map((edgeKeys) => synthesise({ frontDoor: { edge: true, edgeKeys } }))
    if (!before || !added || !changed) throw new Error('three were made')
    expect(takenBy(before)).toHaveLength(1)
    expect(new Set(takenBy(added)).size).toBe(2)
    expect(ofType(added, 'AWS::ApiGateway::UsagePlanKey')).toHaveLength(2)
    expect(shownBy(added)).toEqual(shownBy(before))
    expect(shownBy(changed)).not.toEqual(shownBy(before))
    expect(takenBy(added).filter((value) => JSON.stringify(shownBy(changed)).includes(value))).toHaveLength(1)
    expect([...takenBy(changed)].sort()).toEqual([...takenBy(added)].sort())
  })

  test('edge: keeps no error, has no page of its own, and sends no Host and no address that a client wrote', () => {
    const edge = variant('edge')
    const { DistributionConfig } = ofType(edge, 'AWS::CloudFront::Distribution')[0]![1].Properties as { DistributionConfig: Distribution }
    expect(DistributionConfig.CustomErrorResponses.length).toBeGreaterThan(8)
    for (const kept of DistributionConfig.CustomErrorResponses) expect(kept).toEqual({ ErrorCode: kept.ErrorCode, ErrorCachingMinTTL: 0 })
    const policy = JSON.stringify(ofType(edge, 'AWS::CloudFront::OriginRequestPolicy')[0]![1].Properties)
    expect(policy).toContain('"HeaderBehavior":"whitelist"')
    expect(policy).toContain('"CloudFront-Viewer-Address"')
    expect(policy).not.toMatch(/"Host"|X-Forwarded|Authorization|x-api-key/i)
    expect(policy).toContain('"QueryStrings":["at","lang","returnTo"]')
    expect(DistributionConfig.DefaultCacheBehavior).toMatchObject({ ViewerProtocolPolicy: 'redirect-to-https' })
  })

  test('edge: the page and its files may come compressed, and no answer with a flow in it', () => {
    const edge = variant('edge')
    const { DistributionConfig } = ofType(edge, 'AWS::CloudFront::Distribution')[0]![1].Properties as { DistributionConfig: Distribution }
    const { DefaultCacheBehavior, CacheBehaviors } = DistributionConfig
    expect(DefaultCacheBehavior).toMatchObject({ CachePolicyId: CachePolicy.CACHING_DISABLED.cachePolicyId, Compress: false })
    expect(CacheBehaviors.map(({ PathPattern }) => PathPattern)).toEqual(['/', '/assets/*'])
    const [[id, { Properties }]] = ofType(edge, 'AWS::CloudFront::CachePolicy') as [[string, Resource]]
    for (const behavior of CacheBehaviors)
      expect(behavior).toEqual({
        ...DefaultCacheBehavior,
        PathPattern: behavior.PathPattern,
        AllowedMethods: ['GET', 'HEAD'],
        CachePolicyId: { Ref: id }
      })
    // Only a least time of 0 lets no-store be obeyed.
    expect(Properties['CachePolicyConfig']).toMatchObject({
      MinTTL: 0,
      DefaultTTL: 0,
      MaxTTL: 1,
      ParametersInCacheKeyAndForwardedToOrigin: { EnableAcceptEncodingGzip: true, EnableAcceptEncodingBrotli: false }
    })
  })

  test('edge: web ACL and certificate lie in us-east-1, in a second stack where the region is another', () => {
    const zone = { id: 'Z0123456789ABC', name: 'example.com' }
    const frontDoor = { edge: true, domain: { name: 'reset.example.com', hostedZone: zone } }
    const typesIn = (resources: Record<string, Resource> = {}) => Object.values(resources).map(({ Type }) => Type)
    const abroad = synthesise({ frontDoor }).templates
    expect(typesIn(abroad['Rekey-edge']?.Resources)).toEqual(
      expect.arrayContaining(['AWS::WAFv2::WebACL', 'AWS::CertificateManager::Certificate'])
    )
    expect(typesIn(abroad['Rekey']?.Resources)).not.toContain('AWS::WAFv2::WebACL')
    const home = synthesise({ frontDoor }, { env: { account: ACCOUNT, region: 'us-east-1' } }).templates
    expect(Object.keys(home)).toEqual(['Rekey'])
    expect(typesIn(home['Rekey']?.Resources)).toContain('AWS::WAFv2::WebACL')
  })

  test('edge without an environment deploys in us-east-1 and says so anywhere else', () => {
    const rules = JSON.stringify(variant('edge', 'new', 'none').templates['Rekey']?.Rules)
    expect(rules).toContain('us-east-1 only')
  })

  test('the firewall counts what it finds in bodies, redacts what is secret and samples nothing', () => {
    const countries = synthesise({ frontDoor: { ...FRONT_DOORS.regional, countries: ['JP'], requestsPerAddress: 500 } })
    const [[, { Properties }]] = ofType(countries, 'AWS::WAFv2::WebACL') as [[string, Resource]]
    const text = JSON.stringify(Properties)
    for (const rule of ['SizeRestrictions_BODY', 'EC2MetaDataSSRF_BODY', 'GenericLFI_BODY', 'GenericRFI_BODY', 'CrossSiteScripting_BODY'])
      expect(text).toContain(`{"ActionToUse":{"Count":{}},"Name":"${rule}"}`)
    expect(text).not.toContain('"SampledRequestsEnabled":true')
    expect((Properties['Rules'] as { Name: string }[]).map(({ Name }) => Name)).toEqual(['elsewhere', 'rate', 'common'])
    expect(text).toContain('"Limit":500')
    const [[, logging]] = ofType(countries, 'AWS::WAFv2::LoggingConfiguration') as [[string, Resource]]
    expect(JSON.stringify(logging.Properties['RedactedFields'])).toContain('"cookie"')
    expect(JSON.stringify(logging.Properties['RedactedFields'])).toContain('"authorization"')
  })
})

interface Distribution {
  Origins: { OriginCustomHeaders: unknown }[]
  CustomErrorResponses: { ErrorCode: number }[]
  DefaultCacheBehavior: object
  CacheBehaviors: { PathPattern: string }[]
}

describe('the network', () => {
  test('lets nothing in, and out only to AWS and to the directories’ ports', () => {
    const ports = { urls: ['ldaps://a.example', 'ldaps://b.example:3269'] }
    const stores = [{ id: 'main', profile: 'openldap' as const, baseDn: 'dc=example', ...ports }]
    const group = resource(synthesise({ stores }), 'AWS::EC2::SecurityGroup', 'RekeyNetworkGroup').Properties
    expect(group['SecurityGroupIngress']).toBeUndefined()
    const out = group['SecurityGroupEgress'] as { FromPort: number; ToPort: number }[]
    expect([...new Set(out.map(({ FromPort, ToPort }) => `${FromPort}-${ToPort}`))]).toEqual(['443-443', '636-636', '3269-3269'])
  })

  test('reaches DynamoDB through a gateway that leads to our table only', () => {
    const endpoint = resource(variant(), 'AWS::EC2::VPCEndpoint', 'RekeyNetworkTableEndpoint').Properties
    expect(endpoint['VpcEndpointType']).toBe('Gateway')
    expect(JSON.stringify(endpoint['PolicyDocument'])).toContain('RekeyDataTable')
    // Others use a VPC that was given.
    expect(
      resource(variant('regional', 'given'), 'AWS::EC2::VPCEndpoint', 'RekeyNetworkTableEndpoint').Properties['PolicyDocument']
    ).toBeUndefined()
  })

  test('reaches the bucket of dictionaries through a gateway that leads to it only, and where there is none makes no way to S3', () => {
    const endpoints = (synthesised: Synthesised) =>
      ofType(synthesised, 'AWS::EC2::VPCEndpoint').filter(([id]) => id.startsWith('RekeyNetworkObjectsEndpoint'))
    const ours = endpoints(variant()).map(([, { Properties }]) => Properties)
    const PolicyDocument = { Statement: [{ Action: 's3:GetObject' }] }
    expect(ours).toMatchObject([
      { VpcEndpointType: 'Gateway', RouteTableIds: [{ Ref: expect.stringContaining('Routes') }], PolicyDocument }
    ])
    expect(JSON.stringify(ours)).toContain(':s3:::acme-dictionaries/*')
    // One that is given has its own, and a second one in the same route table would fail.
    expect(endpoints(variant('regional', 'given'))).toEqual([])
    expect(endpoints(synthesise({}))).toEqual([])
  })

  test('with endpoints: Secrets Manager is reached in the network, and nothing leads out of it', () => {
    const synthesised = synthesise({ network: { egress: 'endpoints' } })
    expect(ofType(synthesised, 'AWS::EC2::EgressOnlyInternetGateway')).toEqual([])
    const endpoint = resource(synthesised, 'AWS::EC2::VPCEndpoint', 'RekeyNetworkSecretsEndpoint').Properties
    expect(JSON.stringify(endpoint['PolicyDocument'])).toContain('secretsmanager:GetSecretValue')
    expect(endpoint['SubnetIds']).toHaveLength(2)
  })

  const toldBy = ({ app }: Synthesised): string =>
    app.node
      .findAll()
      .flatMap(({ node }) => node.metadata.filter(({ type }) => type === 'aws:cdk:info').map(({ data }) => data))
      .join()

  test.each([
    ['ipv6', 'costs nothing while idle'],
    ['endpoints', 'about 7.30 USD a month in each zone']
  ] as const)('the price of egress %s is told at synth', (egress, price) => {
    expect(toldBy(synthesise({ network: { egress } }))).toContain(price)
  })

  test('so is the price of the endpoint that a private front door gets in a new network', () => {
    const frontDoor = { access: 'private', origin: 'https://reset.corp.example' } as const
    const price = 'one interface endpoint for execute-api costs about 7.30 USD a month in each zone'
    expect(toldBy(synthesise({ frontDoor }))).toContain(price)
    expect(toldBy(variant('private'))).not.toContain('execute-api')
  })
})

describe('messages', () => {
  test('TLS-6: mail travels encrypted or not at all, and bounced addresses are suppressed', () => {
    const sets = ofType(variant(), 'AWS::SES::ConfigurationSet')
    expect(sets).toHaveLength(2)
    for (const [, { Properties }] of sets)
      expect(Properties).toMatchObject({
        DeliveryOptions: { TlsPolicy: 'REQUIRE' },
        ReputationOptions: { ReputationMetricsEnabled: true },
        SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] }
      })
    const destinations = ofType(variant(), 'AWS::SES::ConfigurationSetEventDestination')
    expect(destinations).toHaveLength(2)
    for (const [, { Properties }] of destinations)
      expect(Properties).toMatchObject({ EventDestination: { MatchingEventTypes: expect.arrayContaining(['bounce', 'complaint']) } })
  })

  test('mail is sent as the one sender and under the named identity', () => {
    const named = synthesise({ mail: { from: 'a@mail.example.com', identity: 'example.com' } })
    const policy = JSON.stringify(resource(named, 'AWS::IAM::Policy', 'RekeyRolesdeliverDefaultPolicy').Properties)
    expect(policy).toContain('"ses:FromAddress":"a@mail.example.com"')
    expect(policy).toContain(':identity/example.com')
  })
})

describe('alarms', () => {
  const alarms = ofType(variant(), 'AWS::CloudWatch::Alarm').map(
    ([id, found]) => [id.replace(/^RekeyAlarms/, '').replace(/[0-9A-F]{8}$/, ''), found] as const
  )
  const PAGE = readFileSync('docs/alarms.md', 'utf8')

  test('may publish to the topic that is made for them', () => {
    const policy = JSON.stringify(ofType(variant(), 'AWS::SNS::TopicPolicy'))
    expect(policy).toContain('"Principal":{"Service":"cloudwatch.amazonaws.com"}')
    const key = JSON.stringify(resource(variant(), 'AWS::KMS::Key', 'RekeyVault').Properties)
    expect(key).toContain('"Principal":{"Service":"cloudwatch.amazonaws.com"}')
  })

  test('OTP-8: guessing that stays below the alarm takes over one account in twenty years, whoever is guessed at from wherever', () => {
    const [, { Properties }] = alarms.find(([name]) => name === 'FailedVerifies') as (typeof alarms)[number]
    const { Metrics, Period, EvaluationPeriods, Threshold } = Properties as {
      Metrics?: [{ MetricStat: { Period: number } }]
      Period: number
      EvaluationPeriods: number
      Threshold: number
    }
    const hours = ((Metrics?.[0].MetricStat.Period ?? Period) * EvaluationPeriods) / 3600
    const guessesPerYear = (Threshold / hours) * 24 * 365
    expect(guessesPerYear / 10 ** parseVariables(['CODE_LENGTH'], {}).CODE_LENGTH).toBeLessThan(0.05)
  })

  test('each tells the topic', () => {
    expect(alarms.length).toBeGreaterThan(20)
    for (const [, { Properties }] of alarms) expect(Properties['AlarmActions']).toHaveLength(1)
  })

  test('what must happen is missed where nothing is counted at all, and nothing else is', () => {
    const missed = alarms.filter(([, { Properties }]) => Properties['TreatMissingData'] === 'breaching')
    expect(missed.map(([name]) => name).sort()).toEqual(['PingStopped', 'SweepStopped'])
    for (const [, { Properties }] of missed)
      expect([Properties['ComparisonOperator'], Properties['Metrics']]).toEqual(['LessThanThreshold', undefined])
  })

  test('every function that visits the directories is missed when it does not', () => {
    const visitors = (synthesised: Synthesised) => {
      const [[, rule]] = ofType(synthesised, 'AWS::Events::Rule').filter(([id]) => id.startsWith('RekeyWorkersDaily')) as [
        [string, Resource]
      ]
      const counted = ofType(synthesised, 'AWS::Logs::MetricFilter').filter(([id]) => id.startsWith('RekeyAlarmsvisited'))
      const { Threshold } = resource(synthesised, 'AWS::CloudWatch::Alarm', 'RekeyAlarmsPingStopped').Properties
      return [(rule.Properties['Targets'] as unknown[]).length, counted.length, Threshold]
    }
    expect(visitors(variant())).toEqual([3, 3, 3])
    expect(visitors(synthesise())).toEqual([2, 2, 2])
    expect(ofType(synthesise({ ping: false }), 'AWS::CloudWatch::Alarm').filter(([id]) => id.includes('Ping'))).toEqual([])
  })

  test('docs/alarms.md has a paragraph for each, and for no other', () => {
    const told = [...PAGE.matchAll(/^### (.+)$/gm)].flatMap(([, heading = '']) => heading.split(', '))
    const made = alarms.map(([name]) => name.replace(/^Slow.*/, 'Slow-…'))
    expect([...new Set(told)].sort()).toEqual([...new Set(made)].sort())
  })

  test('count events that the log’s page knows', () => {
    const operations = readFileSync('docs/operations.md', 'utf8')
    const events = ofType(variant(), 'AWS::Logs::MetricFilter').map(
      ([, { Properties }]) => /\$\.event = "([^"]+)"/.exec(String(Properties['FilterPattern']))?.[1]
    )
    expect(events.length).toBeGreaterThan(10)
    expect(events.filter((event) => !operations.includes(`| \`${event}\` |`))).toEqual([])
  })
})
