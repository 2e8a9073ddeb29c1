// What a configuration may say: a table of bad ones, each with the very line that it gets.
import { describe, expect, test } from 'vitest'
import { ConfigurationError, FUNCTIONS, type FunctionName, parseVariables, type VARIABLES } from '../../lambdas/config.ts'
import { deploymentIn } from '../../lib/deployment.ts'
import { checked, problemsOf } from '../../lib/problems.ts'
import { environmentFor, FIELDS, variablesOf } from '../../lib/variables.ts'
import { deployment } from '../../rekey.config.ts'

const STORE = { id: 'main', profile: 'openldap', urls: ['ldaps://directory.example'], baseDn: 'dc=example' }
const GOOD = { stores: [STORE], mail: { from: 'Example <no-reply@example.com>' }, frontDoor: { edge: true } }
const store = (over: object) => ({ stores: [{ ...STORE, ...over }] })
const inS3 = (location: string) => ({ policies: { default: { id: 'words', dictionary: { location } } } })
const VPC = { id: 'vpc-0123456789abcdef0', subnetIds: ['subnet-0123456789abcdef0'] }
const CERTIFICATE = 'arn:aws:acm:eu-west-1:123456789012:certificate/0f0e'
const DOMAIN = { name: 'reset.example.com', certificateArn: CERTIFICATE }
const SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:rekey-AbCdEf'

const BAD: readonly [over: object, told: string][] = [
  // Form.
  [{ mod: 'email' }, 'mod: is not known here; known are stores, mail'],
  [{ stores: undefined }, 'stores: needs at least one store'],
  [{ stores: {} }, 'stores: must be a list of directories'],
  [{ mail: 'a@example.com' }, 'mail: must be an object'],
  [{ mail: undefined }, 'mail.from: is missing'],
  [{ mail: { from: 5 } }, 'mail.from: must be text'],
  [{ code: { length: '8' } }, 'code.length: must be a number'],
  [{ codeKeys: 'one' }, 'codeKeys: must be a list of texts'],
  [{ ping: 'yes' }, 'ping: must be true or false'],
  [{ frontDoor: undefined }, 'frontDoor: is missing'],
  // What the functions check too: ranges and words of lambdas/config.ts.
  [{ mode: 'pigeon' }, 'mode: must be one of email, sms, userchoose, userselectchallenge'],
  [{ mode: 'sms' }, 'sms.countries: mode sms sends SMS and needs the countries'],
  [{ mode: 'userselectchallenge', sms: { countries: ['US'] } }, 'decoyProfile: mode userselectchallenge needs a measured decoy profile'],
  [{ locales: ['xx'] }, 'locales.0: must be of '],
  [{ code: { length: 5 } }, 'code.length: must be at least 6 digits'],
  [{ code: { length: 11 } }, 'code.length: must be at most 10 digits'],
  [{ code: { seconds: 601 } }, 'code.seconds: must be at most 600 seconds'],
  [{ code: { attempts: 0 } }, 'code.attempts: must be at least 1 attempts'],
  [{ code: { sends: 2.5 } }, 'code.sends: must be a whole number of sends, 1 to 5'],
  [{ flow: { seconds: 60 } }, 'flow.seconds: must be at least 600 seconds'],
  [{ flow: { grantSeconds: 5000 } }, 'flow.grantSeconds: must be at most 1800 seconds'],
  [{ flow: { refusals: 21 } }, 'flow.refusals: must be at most 20 refusals'],
  [{ limits: { account: { streak: 101 } } }, 'limits.account.streak: must be at most 100 failures in a row'],
  [{ limits: { nets: {} } }, 'limits.nets: '],
  [{ branding: { name: 'x'.repeat(41) } }, 'branding.name: must be at most 40 characters'],
  [{ branding: { color: 'blue' } }, 'branding.color: must be a colour such as #2446c8'],
  [
    { branding: { color: '#e8590c' } },
    'branding.color: has a contrast of 3.25 with the page, and text needs 4.5; #be490a is near, and has it'
  ],
  [{ branding: { logo: 'logo.webp' } }, 'branding.logo: must be a file that ends in .svg or .png'],
  [{ branding: { logo: 'no-such-logo.svg' } }, 'branding.logo: there is no file no-such-logo.svg that can be read'],
  [{ branding: { logo: 'README.svg.png' } }, 'branding.logo: there is no file README.svg.png that can be read'],
  [{ pages: 'no-such-folder' }, 'pages: there is no folder no-such-folder that can be read'],
  [{ pages: 'lambdas/page' }, 'pages: page.ts is the name of a file of Rekey'],
  [{ pages: 'lambdas/page' }, 'pages: acts.ts cannot be served; those are .html, .css, .js and .svg files'],
  [{ returnTo: ['http://portal.example'] }, 'returnTo.0: must be an https address as browsers write it'],
  [{ returnTo: 'https://portal.example' }, 'returnTo: must be a list of texts'],
  [{ mail: { from: 'nobody' } }, 'mail.from: must be an address'],
  [{ sms: { countries: ['Japan'] } }, 'sms.countries.0: must be two-letter country codes, such as US,JP'],
  [{ sms: { countries: ['US'], maxPrice: 'cheap' } }, 'sms.maxPrice: must be a price in USD, such as 0.20'],
  [{ sms: { countries: ['US'], senderId: 'much too long' } }, 'sms.senderId: must be 1 to 11 letters and digits'],
  [{ policies: { default: { id: 'a', minLength: 9, maxLength: 8 } } }, 'policies.default: minLength 9 is above maxLength 8'],
  [{ dictionaries: {} }, 'dictionaries.bucket: is missing'],
  [{ dictionaries: { bucket: 'Not A Bucket' } }, 'dictionaries.bucket: must be the name of a bucket'],
  [{ dictionaries: { bucket: 'words', keyArn: 'alias/mine' } }, 'dictionaries.keyArn: must be the ARN of a KMS key'],
  [
    { dictionaries: { bucket: 'words' }, ...inS3('s3://other/words.txt') },
    'policies.default: the dictionary s3://other/words.txt must be a'
  ],
  [inS3('s3://words/a.txt'), 'policies.default: the dictionary s3://words/a.txt must be a file: no bucket of dictionaries is configured'],
  [store({ urls: ['ldap://directory.example'] }), 'stores.0: ldap:// sends passwords in clear: use ldaps:// or set startTls'],
  [store({ urls: [] }), 'stores.0.urls: needs at least one address'],
  [store({ id: 'Main Store' }), 'stores.0.id: must be lower-case letters, digits and dashes'],
  [store({ profile: 'novell' }), 'stores.0.profile: must be one of '],
  [store({ filter: 'uid=alice' }), 'stores.0.filter: must be an LDAP filter with {} where the identifier goes'],
  [{ stores: [STORE, STORE] }, 'stores: store ids must differ'],
  // What only a deployment has.
  [store({ ca: 'see attachment' }), 'stores.0.ca: must be the PEM text of a certificate'],
  [
    store({ protectedGroups: Array.from({ length: 120 }, (_, n) => `cn=group-${n},ou=groups,dc=example,dc=com`) }),
    'stores, policies: the variables of commit would take'
  ],
  [{ mail: { from: 'a@example.com', identity: 'not a domain' } }, 'mail.identity: must be a domain or an address'],
  ...['example.org', 'ample.com', 'b@example.com', 'mail.example.com'].map((identity): [object, string] => [
    { mail: { from: 'A <a@example.com>', identity } },
    'mail.identity: must be the address of mail.from, its domain, or one above it'
  ]),
  [{ sms: { countries: ['US'], spendAlarm: 0 } }, 'sms.spendAlarm: must be at least 1 USD'],
  [{ secrets: { search: 'rekey/search' } }, 'secrets.search: must be the whole ARN of a secret'],
  [{ secrets: { search: SECRET, reset: SECRET } }, 'secrets.reset: must not be the secret of the search-only identities'],
  [{ secrets: { keyArns: ['alias/mine'] } }, 'secrets.keyArns: must be ARNs of KMS keys'],
  [{ codeKeys: [] }, 'codeKeys: needs at least one label'],
  [{ codeKeys: ['3', '2', '1'] }, 'codeKeys: needs the current one and at most one more'],
  [{ codeKeys: ['a b'] }, 'codeKeys: must be labels of 1 to 16 letters and digits'],
  [{ codeKeys: ['1', '1'] }, 'codeKeys: must differ'],
  [{ frontDoor: { edge: true, edgeKeys: ['3', '2', '1'] } }, 'frontDoor.edgeKeys: needs the current one and at most one more'],
  [{ frontDoor: { domain: DOMAIN, edgeKeys: ['1'] } }, 'frontDoor.edgeKeys: go with edge only'],
  [{ concurrency: 10 }, "concurrency: must be 'none' or numbers by function"],
  [{ concurrency: { resolver: 10 } }, 'concurrency.resolver: is no function; those are page, flow'],
  [{ concurrency: { flow: 0 } }, 'concurrency.flow: must be a whole number, at least 1'],
  [{ alarms: { email: 'me' } }, 'alarms.email: must be an address'],
  [{ alarms: { topicArn: 'my-topic' } }, 'alarms.topicArn: must be the ARN of an SNS topic'],
  // The way in.
  [{ frontDoor: {} }, 'frontDoor.domain: a regional front door needs a domain of yours'],
  [{ frontDoor: { access: 'public' } }, 'frontDoor.access: must be regional or private'],
  [
    { frontDoor: { access: 'private', edge: true, origin: 'https://a.example' } },
    'frontDoor.edge: CloudFront cannot reach a private front door'
  ],
  [{ frontDoor: { access: 'private' } }, 'frontDoor.origin: a private front door needs the origin that people see'],
  [
    { frontDoor: { access: 'private', origin: 'https://a.example' }, network: { vpc: VPC } },
    'frontDoor.vpcEndpointIds: a private front door in a given VPC needs'
  ],
  [{ frontDoor: { origin: 'http://a.example' } }, 'frontDoor.origin: must be https'],
  [{ frontDoor: { origin: 'https://a.example/reset' } }, 'frontDoor.origin: must be an origin, such as https://reset.example.com'],
  [{ frontDoor: { domain: DOMAIN, origin: 'https://a.example' } }, 'frontDoor.origin: is what domain says already'],
  [{ frontDoor: { domain: { ...DOMAIN, name: 'https://a.example' } } }, 'frontDoor.domain.name: must be a host name'],
  [{ frontDoor: { domain: { name: 'a.example' } } }, 'frontDoor.domain: needs a certificateArn, or a hostedZone'],
  [
    { frontDoor: { edge: true, domain: DOMAIN } },
    'frontDoor.domain.certificateArn: must be of a certificate in us-east-1, and is in eu-west-1'
  ],
  [
    { frontDoor: { domain: { name: 'a.example', hostedZone: { id: 'Z1', name: 'b.example' } } } },
    'frontDoor.domain.hostedZone.name: a.example does not lie in this zone'
  ],
  [{ frontDoor: { edge: true, vpcEndpointIds: ['vpce-0'] } }, 'frontDoor.vpcEndpointIds: go with access private only'],
  [{ frontDoor: { edge: true, countries: ['Japan'] } }, 'frontDoor.countries: must be two-letter country codes'],
  [
    { frontDoor: { edge: true, requestsPerAddress: 10 } },
    'frontDoor.requestsPerAddress: must be a whole number of requests per 5 minutes, 100 to 100000'
  ],
  // The network.
  [{ network: { egress: 'nat' } }, 'network.egress: must be ipv6, endpoints or existing'],
  [{ network: { egress: 'existing' } }, 'network.egress: existing goes with an existing VPC'],
  [{ network: { cidr: '8.8.8.0/24' } }, 'network.cidr: must be a private IPv4 range'],
  [{ network: { cidr: '10.0.0.1/24' } }, 'network.cidr: must be a private IPv4 range'],
  [{ network: { vpc: VPC, cidr: '10.0.0.0/24' } }, 'network.cidr: is for a new VPC only'],
  [{ network: { vpc: { ...VPC, id: 'main' } } }, 'network.vpc.id: must be an id such as vpc-0123456789abcdef0'],
  [{ network: { vpc: { ...VPC, subnetIds: [] } } }, 'network.vpc.subnetIds: needs at least one subnet']
]

describe('a bad configuration', () => {
  test('the good one that they are made from has no problem', () => {
    expect(problemsOf(GOOD)).toEqual([])
  })

  test.each(BAD)('%j is told: %s', (over, told) => {
    const problems = problemsOf({ ...GOOD, ...over })
    expect(problems.filter((problem) => problem.startsWith(told))).toHaveLength(1)
  })

  test('is told everything at once', () => {
    const bad = { ...GOOD, mode: 'pigeon', code: { length: 5 }, frontDoor: {}, network: { egress: 'nat' }, wishes: true }
    const error = (() => {
      try {
        return checked(bad as never)
      } catch (thrown) {
        return thrown
      }
    })()
    expect(error).toBeInstanceOf(ConfigurationError)
    expect((error as ConfigurationError).problems.map((problem) => problem.split(':')[0]).sort()).toEqual(
      ['code.length', 'frontDoor.domain', 'mode', 'network.egress', 'wishes'].sort()
    )
  })

  test('is nothing at all, and is told so', () => {
    expect(problemsOf(undefined)).toContain('the configuration must be an object')
  })

  test('a regional certificate of another region is told where the region is known', () => {
    const here = { ...GOOD, frontDoor: { domain: DOMAIN } }
    expect(problemsOf(here)).toEqual([])
    expect(problemsOf(here, 'eu-west-1')).toEqual([])
    expect(problemsOf(here, 'us-west-2')).toEqual([
      'frontDoor.domain.certificateArn: must be of a certificate in us-west-2, and is in eu-west-1'
    ])
  })
})

test('changes with the current password need nobody’s entry in every directory, and fewer tries than lock somebody out', () => {
  const [store] = GOOD.stores
  const stores = store
    ? [
        { ...store, dummyDn: 'cn=nobody,dc=example' },
        { ...store, id: 'other' }
      ]
    : []
  expect(problemsOf({ ...GOOD, stores })).toEqual([])
  expect(problemsOf({ ...GOOD, stores, change: true })).toEqual([
    'stores.1.dummyDn: is needed where CHANGE is true, or unknown names could be told from people'
  ])
  expect(problemsOf({ ...GOOD, limits: { change: { tries: 5 } } })).toEqual([
    'limits.change: tries must be fewer than lockoutAfter, or strangers could lock people out here'
  ])
})

describe('the environment of a function', () => {
  const created = {
    PUBLIC_ORIGIN: 'https://reset.example.com',
    TABLE_NAME: 'table',
    SEARCH_SECRET_ID: 'search',
    RESET_SECRET_ID: 'reset',
    STATUS_SECRET_ID: 'status',
    CHANGE_SECRET_ID: 'change',
    CODE_KEY_IDS: 'key',
    INDEX_KEY_ID: 'index',
    SES_CONFIGURATION_SET: 'set',
    SES_CODE_CONFIGURATION_SET: 'codes'
  }
  const variables = variablesOf(deployment.configuration, created)

  test.each(Object.keys(FUNCTIONS) as FunctionName[])('of %s is what it parses at its start', (name) => {
    const environment = environmentFor(name, variables)
    expect(() => parseVariables(FUNCTIONS[name] as readonly (keyof typeof VARIABLES)[], environment)).not.toThrow()
    expect(Object.keys(environment).filter((key) => !(FUNCTIONS[name] as readonly string[]).includes(key))).toEqual([])
  })

  test('every variable that a person sets has a name in the configuration', () => {
    const given = Object.keys(variables).filter(
      (name) => !(name in created) && !variables[name as keyof typeof variables]?.startsWith('/var/task/')
    )
    expect(given.filter((name) => !(name in FIELDS))).toEqual([])
  })
})

describe('rekey.config.ts', () => {
  test('the example is a good configuration', () => {
    expect(problemsOf(deployment.configuration)).toEqual([])
  })

  test('is read from a file, whose own fields are checked', async () => {
    expect(await deploymentIn('rekey.config.ts')).toEqual({ id: 'Rekey', env: undefined, configuration: deployment.configuration })
    await expect(deploymentIn('lib/throttles.ts')).rejects.toThrow('configuration: is missing')
  })
})
