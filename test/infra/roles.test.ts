// IAM-1, IAM-2: who may do what, read out of the template and held against what the functions really ask for.
import { describe, expect, test } from 'vitest'
import { SCOPES } from '../../lambdas/adapters/dynamodb/scopes.ts'
import { TABLE_GRANTS, type TableRole } from '../../lib/grants.ts'
import { isAllowed, isLike, list, type Statement } from './support/iam.ts'
import { type Recorded, requestsOf } from './support/requests.ts'
import { aConfiguration, resource, synthesise } from './support/synthesised.ts'

const [store] = aConfiguration().stores
const stores = store ? [{ ...store, dummyDn: 'cn=nobody,dc=example' }] : []
const dictionaries = { bucket: 'acme-dictionaries', keyArn: 'arn:aws:kms:eu-west-1:123456789012:key/0d1c' }
const rekey = synthesise({ sms: { countries: ['US'] }, mode: 'userchoose', change: true, expiryMail: {}, stores, dictionaries })
const TABLE_ROLES = Object.keys(TABLE_GRANTS) as TableRole[]
const ROLES = ['page', ...TABLE_ROLES] as const

const statementsOf = (role: string): Statement[] =>
  (
    resource(rekey, 'AWS::IAM::Policy', `RekeyRoles${role.replace('-', '')}DefaultPolicy`).Properties['PolicyDocument'] as {
      Statement: Statement[]
    }
  ).Statement

const [tableId = ''] = Object.entries(rekey.resources).find(([, { Type }]) => Type === 'AWS::DynamoDB::Table') ?? []
const TABLE = { 'Fn::GetAtt': [tableId, 'Arn'] }
const INDEX = { 'Fn::Join': ['', [TABLE, '/index/stuck']] }
const onTable = (recorded: Recorded): Recorded => ({ ...recorded, resource: recorded.isOnIndex ? INDEX : TABLE })

/** A resource in few words: the last thing that it names. */
const inShort = (value: unknown): string => {
  if (typeof value === 'string') return /:(identity|configuration-set)\//.exec(value)?.[1] ?? value
  const [named = ''] = [...JSON.stringify(value).matchAll(/"Rekey([A-Za-z0-9]+?)(?:[0-9A-F]{8})?"/g)].map(([, id]) => id)
  const [, kind] = /:(identity|configuration-set)\//.exec(JSON.stringify(value)) ?? []
  return kind ?? named
}

describe.each(TABLE_ROLES)('%s', (role) => {
  test('may make every request that it makes', async () => {
    const requests = (await requestsOf(role)).map(onTable)
    expect(requests.length).toBeGreaterThan(1)
    const refused = requests.filter((asked) => !isAllowed(statementsOf(role), asked))
    expect(refused.map(({ call, action, context }) => ({ call, action, context }))).toEqual([])
  })

  test('holds no grant and no attribute that it does not use', async () => {
    const requests = await requestsOf(role)
    const unused = TABLE_GRANTS[role].flatMap(({ action, keys, attributes }) => {
      const using = requests.filter(
        ({ action: asked, context }) => asked === `dynamodb:${action}` && isLike(context['dynamodb:LeadingKeys']?.[0] ?? '', keys)
      )
      const used = using.flatMap(({ context }) => context['dynamodb:Attributes'] ?? [])
      return attributes.filter((pattern) => !used.some((name) => isLike(name, pattern))).map((pattern) => `${action} ${keys} ${pattern}`)
    })
    expect(unused).toEqual([])
  })

  test('may do on the table what the matrix says, and nothing else', () => {
    const told = statementsOf(role)
      .filter(({ Action }) => list(Action).some((action) => action.startsWith('dynamodb:')))
      .filter(({ Sid }) => Sid !== 'ReadStream')
      .map(({ Action, Resource, Condition = {} }) => ({
        action: Action,
        onIndex: JSON.stringify(Resource) === JSON.stringify(INDEX),
        onTable: JSON.stringify(Resource) === JSON.stringify(TABLE),
        keys: Condition['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'],
        attributes: Condition['ForAllValues:StringLike']?.['dynamodb:Attributes'],
        returns: Condition['StringEqualsIfExists']?.['dynamodb:ReturnValues'],
        select: Condition['StringEqualsIfExists']?.['dynamodb:Select'],
        withKey: Condition['Null']?.['dynamodb:LeadingKeys']
      }))
    expect(told).toEqual(
      TABLE_GRANTS[role].map(({ action, keys, attributes, returns, index }) => ({
        action: `dynamodb:${action}`,
        onIndex: index !== undefined,
        onTable: index === undefined,
        keys: [keys],
        attributes,
        returns: /^(Put|Update)/.test(action) ? ['NONE', ...(returns ? [returns] : [])] : undefined,
        select: action === 'GetItem' ? 'SPECIFIC_ATTRIBUTES' : undefined,
        withKey: 'false'
      }))
    )
  })
})

/** What the role may set or compare in items of a kind. */
const writable = (role: TableRole, keys: string): string[] =>
  TABLE_GRANTS[role].flatMap((grant) => (/^(Put|Update)/.test(grant.action) && grant.keys === keys ? grant.attributes : []))

describe('the matrix', () => {
  const whoWrites = (attribute: string, keys = 'flow#*') => TABLE_ROLES.filter((role) => writable(role, keys).includes(attribute))

  test.each([
    ['grant', ['verify', 'commit']],
    ['option', ['flow']],
    ['version', ['flow', 'verify', 'deliver']],
    ['grantUntil', ['verify', 'commit']],
    ['refusals', ['verify', 'commit']],
    ['person', ['locate']],
    ['options', ['locate']],
    ['marker', ['locate']],
    ['policy', ['locate']],
    // verify compares it with the account that it charged.
    ['acct', ['verify', 'locate']],
    ['commit', ['commit']],
    ['lease', ['commit']]
  ])('%s is written by %j only', (attribute, roles) => {
    expect(whoWrites(attribute)).toEqual(roles)
  })

  test('change writes no flow, and reads none', () => {
    expect(TABLE_GRANTS.change.filter(({ keys }) => isLike('flow#x', keys))).toEqual([])
    expect(whoWrites('person', 'notice#*')).toEqual(['change'])
  })

  test('the password history is for those who write passwords', () => {
    expect(TABLE_ROLES.filter((role) => TABLE_GRANTS[role].some(({ attributes }) => attributes.includes('history')))).toEqual([
      'commit',
      'change'
    ])
  })

  test('only an administrator writes configuration', () => {
    expect(whoWrites('body', 'conf#*')).toEqual(['admin'])
  })

  test('who may name the switch of an account is who asks for it in a condition, which IAM cannot tell from setting it (ADR 26)', () => {
    expect(TABLE_ROLES.filter((role) => writable(role, 'acct#*').includes('off'))).toEqual(['verify', 'commit', 'change', 'admin'])
  })

  test('flow reads what a person is shown, and neither a person nor a proof', () => {
    const read = TABLE_GRANTS.flow.flatMap(({ action, keys, attributes }) => (action === 'GetItem' && keys === 'flow#*' ? attributes : []))
    expect([...read].sort()).toEqual(['pk', ...SCOPES.flow].sort())
    for (const secret of ['person', 'reach', 'acct', 'marker', 'grant', 'claimed']) expect(read).not.toContain(secret)
  })

  test('only writes of verify, commit, change and deliver may ask for the whole item back', () => {
    const asking = TABLE_ROLES.filter((role) => TABLE_GRANTS[role].some(({ returns }) => returns === 'ALL_NEW'))
    expect(asking).toEqual(['verify', 'commit', 'change', 'deliver'])
  })

  test.each([
    ['flow forges a grant', 'flow', 'UpdateItem', 'flow#x', ['pk', 'grant', 'grantUntil'], {}],
    ['flow forges a located person', 'flow', 'PutItem', 'flow#x', ['pk', 'cookie', 'reach', 'acct'], {}],
    ['flow reads a whole item', 'flow', 'UpdateItem', 'flow#x', ['pk', 'work'], { 'dynamodb:ReturnValues': ['ALL_NEW'] }],
    ['flow reads an account', 'flow', 'GetItem', 'acct#x', ['pk', 'streak'], {}],
    ['flow reads without a projection', 'flow', 'GetItem', 'flow#x', ['pk'], { 'dynamodb:Select': ['ALL_ATTRIBUTES'] }],
    ['verify takes another budget', 'verify', 'UpdateItem', 'lim#net#x', ['pk', 'd'], {}],
    ['verify takes the place of whoever may change a password', 'verify', 'UpdateItem', 'acct#x', ['pk', 'holder'], {}],
    ['locate marks a flow verified', 'locate', 'UpdateItem', 'flow#x', ['pk', 'state', 'grant'], {}],
    ['change has a code sent to somebody else', 'change', 'UpdateItem', 'flow#x', ['pk', 'person'], {}],
    ['change has a code sent', 'change', 'UpdateItem', 'notice#x', ['pk', 'work', 'acct', 'option', 'codeUntil'], {}],
    ['change ends a flow', 'change', 'UpdateItem', 'flow#x', ['pk', 'state'], {}],
    ['change reads a flow', 'change', 'GetItem', 'flow#x', ['pk', 'state'], {}],
    ['change reads whom it wrote down', 'change', 'GetItem', 'notice#x', ['pk', 'person'], {}],
    [
      'change writes over a notice and reads it',
      'change',
      'UpdateItem',
      'notice#x',
      ['pk', 'state'],
      { 'dynamodb:ReturnValues': ['ALL_NEW'] }
    ],
    ['deliver leaves a notice', 'deliver', 'UpdateItem', 'notice#x', ['pk', 'person'], {}],
    ['locate sends', 'locate', 'UpdateItem', 'flow#x', ['pk', 'work'], {}],
    ['remind has a code sent', 'remind', 'UpdateItem', 'flow#x', ['pk', 'work'], {}],
    ['remind reads whom it wrote down', 'remind', 'GetItem', 'expiry#x', ['pk', 'person'], {}],
    ['remind has something else sent', 'remind', 'UpdateItem', 'expiry#x', ['pk', 'option', 'codeUntil'], {}],
    ['deliver says that a day is done', 'deliver', 'UpdateItem', 'run#expiry#x', ['pk', 'ended'], {}],
    ['deliver finds somebody', 'deliver', 'UpdateItem', 'flow#x', ['pk', 'person'], {}],
    ['deliver reads a history', 'deliver', 'GetItem', 'acct#x', ['pk', 'history'], {}],
    ['commit starts a flow', 'commit', 'PutItem', 'flow#x', ['pk', 'cookie'], {}],
    ['commit reads configuration', 'commit', 'GetItem', 'conf#x', ['pk', 'body'], {}],
    ['commit lists by another key', 'commit', 'Query', 'no', ['pk', 'stuck'], {}]
  ] as const)('refuses: %s', (_, role, action, key, attributes, more) => {
    const context = { 'dynamodb:LeadingKeys': [key], 'dynamodb:Attributes': attributes, ...more }
    const asked = { action: `dynamodb:${action}`, resource: action === 'Query' ? INDEX : TABLE, context }
    expect(isAllowed(statementsOf(role), asked)).toBe(false)
  })

  test('nobody may scan, delete, write in batches or use PartiQL', () => {
    const forbidden = [
      'Scan',
      'DeleteItem',
      'BatchWriteItem',
      'BatchGetItem',
      'TransactWriteItems',
      'PartiQLSelect',
      'PartiQLUpdate',
      'DeleteTable'
    ]
    for (const role of ROLES) {
      const actions = statementsOf(role).flatMap(({ Action }) => list(Action))
      expect(actions.filter((action) => action.includes('*'))).toEqual([])
      expect(actions.filter((action) => forbidden.includes(action.replace('dynamodb:', '')))).toEqual([])
    }
  })
})

describe('powers beside the table', () => {
  const beside = (role: string): string[] =>
    statementsOf(role)
      .filter(({ Sid, Action }) => Sid === 'ReadStream' || !list(Action).some((action) => action.startsWith('dynamodb:')))
      .flatMap(({ Effect, Action, Resource, Condition = {} }) =>
        list(Action).flatMap((action) =>
          list(Resource).map((on) => {
            const via = (Condition['StringEquals']?.['kms:ViaService'] ?? '') as string
            const where = inShort(on).replace(/(Resource|Key)?[0-9A-F]{0,8}$/, '')
            return `${Effect === 'Deny' ? 'not ' : ''}${action} ${where}${via === '' ? '' : ` through ${JSON.stringify(via).split('.')[0]?.replace(/\W/g, '')}`}`
          })
        )
      )
      .sort()

  test.each(ROLES)('of %s are these', (role) => {
    expect(beside(role)).toMatchSnapshot()
  })

  test('everything is a wildcard only where nothing narrower exists', () => {
    const everywhere = ROLES.flatMap((role) =>
      statementsOf(role)
        .filter(({ Effect, Resource }) => Effect === 'Allow' && list(Resource).includes('*'))
        .flatMap(({ Action }) => list(Action).map((action) => `${role} ${action}`))
    )
    const interfaces = ['CreateNetworkInterface', 'DescribeNetworkInterfaces', 'DescribeSubnets', 'DeleteNetworkInterface']
    const inVpc = [...interfaces, 'AssignPrivateIpAddresses', 'UnassignPrivateIpAddresses']
    expect(everywhere.sort()).toEqual(
      [
        ...['commit', 'change', 'locate', 'status', 'status-set', 'remind'].flatMap((role) =>
          inVpc.map((action) => `${role} ec2:${action}`)
        ),
        'deliver sns:Publish'
      ].sort()
    )
  })

  test('what Lambda may do to network interfaces, the function’s own code may not', () => {
    const asked = (byCode: boolean) => ({
      action: 'ec2:CreateNetworkInterface',
      resource: '*',
      context: { 'lambda:SourceFunctionArn': byCode ? ['arn'] : undefined }
    })
    for (const role of ['commit', 'change', 'locate', 'status', 'status-set', 'remind']) {
      expect(isAllowed(statementsOf(role), asked(false))).toBe(true)
      expect(isAllowed(statementsOf(role), asked(true))).toBe(false)
    }
  })

  test('only those who judge passwords read the bucket of dictionaries, and its objects only', () => {
    const readers = ROLES.filter((role) => statementsOf(role).some(({ Action }) => list(Action).some((action) => action.startsWith('s3:'))))
    expect([...readers].sort()).toEqual(['admin', 'change', 'commit'])
    for (const role of readers) {
      const [{ Action, Resource } = {}, ...others] = statementsOf(role).filter(({ Action: one }) => JSON.stringify(one).includes('s3:'))
      expect([Action, JSON.stringify(Resource), others]).toEqual(['s3:GetObject', expect.stringContaining(':s3:::acme-dictionaries/*'), []])
    }
    expect(JSON.stringify(synthesise().resources)).not.toContain('s3:GetObject')
  })

  test('a topic is never published to', () => {
    const [deny] = statementsOf('deliver').filter(({ Effect }) => Effect === 'Deny')
    expect(deny).toEqual({ Sid: 'NoTopics', Effect: 'Deny', Action: 'sns:Publish', Resource: 'arn:*:sns:*:*:*' })
  })

  test('without SMS nothing may publish at all', () => {
    const mailOnly = synthesise()
    expect(JSON.stringify(mailOnly.resources)).not.toContain('sns:Publish"]')
    const statements = resource(mailOnly, 'AWS::IAM::Policy', 'RekeyRolesdeliverDefaultPolicy').Properties
    expect(JSON.stringify(statements)).not.toContain('sns:Publish')
  })
})

describe('MAC keys', () => {
  const usersOf = (prefix: string): { allowed: string[]; denied: Statement | undefined; root: string[] } => {
    const { Statement } = resource(rekey, 'AWS::KMS::Key', prefix).Properties['KeyPolicy'] as {
      Statement: (Statement & { Principal: { AWS: unknown } })[]
    }
    const using = Statement.filter(({ Effect, Action }) => Effect === 'Allow' && list(Action).includes('kms:GenerateMac'))
    return {
      allowed: using.flatMap(({ Principal }) => list(Principal.AWS).map(inShort)),
      denied: Statement.find(({ Effect }) => Effect === 'Deny'),
      root: Statement.filter(({ Principal }) => JSON.stringify(Principal).includes(':root')).flatMap(({ Action }) => list(Action))
    }
  }

  test.each([
    ['RekeyCodeKey1', ['verify', 'deliver']],
    ['RekeyIndexKey', ['flow', 'deliver']]
  ])('%s is for %j and denied to everybody else', (prefix, roles) => {
    const { allowed, denied, root } = usersOf(prefix)
    expect(allowed).toEqual(roles.map((role) => `Roles${role}`))
    expect(denied).toMatchObject({
      Principal: { AWS: '*' },
      Action: ['kms:GenerateMac', 'kms:VerifyMac', 'kms:CreateGrant'],
      Resource: '*'
    })
    const but = list(denied?.Condition?.['ArnNotEquals']?.['aws:PrincipalArn'] as unknown[])
    expect(but.map(inShort)).toEqual(allowed)
    // The account may look after the key, and not use it or let others.
    expect(root).toContain('kms:PutKeyPolicy')
    expect(root.filter((action) => /Mac|CreateGrant|\*/.test(action))).toEqual([])
  })

  test('are of the HMAC kind, 256 bits', () => {
    for (const prefix of ['RekeyCodeKey1', 'RekeyIndexKey'])
      expect(resource(rekey, 'AWS::KMS::Key', prefix).Properties).toMatchObject({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' })
  })
})
