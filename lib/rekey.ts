// The whole service as one construct: `new Rekey(this, 'Rekey', { … })` in a stack of yours, or of bin/app.ts.
import { Annotations, CfnOutput, Stack, Token } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import { ACKNOWLEDGEMENTS, acknowledge } from './acknowledgements.ts'
import { Alarms } from './alarms.ts'
import { authoritiesOf } from './authorities.ts'
import type { Configuration } from './configuration.ts'
import { Overview } from './dashboard.ts'
import { acknowledgedFor, reachDictionaries } from './dictionaries.ts'
import { Edge } from './edge.ts'
import { FrontDoor } from './front-door.ts'
import { Functions } from './functions.ts'
import { IdentitySecret } from './identity-secret.ts'
import { MacKey } from './mac-key.ts'
import { Messages } from './messages.ts'
import { Network } from './network.ts'
import { checked } from './problems.ts'
import { Roles } from './roles.ts'
import { FlowTable } from './table.ts'
import { variablesOf } from './variables.ts'
import { Vault } from './vault.ts'
import { Workers } from './workers.ts'

export interface RekeyProps extends Configuration {
  /** Where the functions' artefacts are, when not in this package's dist/. */
  artefacts?: string | undefined
}

export class Rekey extends Construct {
  /** Where people see the page. */
  readonly origin: string
  readonly table: FlowTable
  readonly functions: Functions
  readonly frontDoor: FrontDoor
  readonly alarms: Alarms

  constructor(scope: Construct, id: string, { artefacts, ...given }: RekeyProps) {
    super(scope, id)
    const { region } = Stack.of(this)
    const configuration = checked(given, Token.isUnresolved(region) ? undefined : region)
    const { frontDoor: settings, change = false, expiryMail } = configuration
    const asked = { change, remind: expiryMail !== undefined }

    const vault = new Vault(this, 'Vault')
    this.table = new FlowTable(this, 'Data')
    const roles = new Roles(this, 'Roles', this.table, asked)
    const network = new Network(this, 'Network', { configuration, table: this.table, vault })
    reachDictionaries(Stack.of(this), configuration, roles, network)
    const messages = new Messages(this, 'Messages', configuration, roles.all.deliver)
    const keys = this.keys(configuration, roles)
    const secrets = this.secrets(configuration, roles, vault)
    network.reachSecrets(Object.values(secrets).filter((arn) => arn !== undefined))

    this.frontDoor = new FrontDoor(this, 'FrontDoor', { settings, asked, vault, vpcEndpointIds: endpointsFor(configuration, network) })
    const edge = settings.edge ? new Edge(this, 'Edge', { settings, frontDoor: this.frontDoor, vault }) : undefined
    this.origin = edge?.origin ?? settings.origin ?? `https://${settings.domain?.name}`

    const variables = variablesOf(configuration, {
      PUBLIC_ORIGIN: this.origin,
      TABLE_NAME: this.table.table.tableName,
      SEARCH_SECRET_ID: secrets.search,
      RESET_SECRET_ID: secrets.reset,
      STATUS_SECRET_ID: secrets.status,
      ...(secrets.change === undefined ? {} : { CHANGE_SECRET_ID: secrets.change }),
      CODE_KEY_IDS: keys.code.map(({ key }) => key.keyId).join(','),
      INDEX_KEY_ID: keys.index.key.keyId,
      SES_CONFIGURATION_SET: messages.forNotices,
      SES_CODE_CONFIGURATION_SET: messages.forCodes
    })
    const { concurrency, ping = true, branding, pages } = configuration
    this.functions = new Functions(this, 'Functions', {
      ...{ asked, variables, roles, network, vault, concurrency, artefacts },
      pageFiles: { logo: branding?.logo, pages },
      authorities: authoritiesOf(configuration)
    })
    this.frontDoor.leadTo(this.functions)
    const workers = new Workers(this, 'Workers', { table: this.table, functions: this.functions, roles, ping })
    const { functions, frontDoor } = this
    this.alarms = new Alarms(this, 'Alarms', { configuration, functions, frontDoor, workers, vault, messages })
    new Overview(this, 'Overview', { alarms: this.alarms, functions, frontDoor, workers })
    this.tell(configuration, secrets)
    acknowledge(this, [...ACKNOWLEDGEMENTS, ...acknowledgedFor(Stack.of(this), configuration)])
  }

  private keys({ codeKeys = ['1'] }: Configuration, { all: { flow, verify, deliver } }: Roles) {
    const code = codeKeys.map(
      (label) => new MacKey(this, `CodeKey${label}`, { description: `Rekey: codes (${label})`, users: [verify, deliver] })
    )
    const index = new MacKey(this, 'IndexKey', { description: 'Rekey: budgets and decoys; never rotated', users: [flow, deliver] })
    return { code, index }
  }

  private secrets(
    { stores, secrets = {} }: Configuration,
    { all: { locate, commit, change, status, 'status-set': statusSet, remind } }: Roles,
    { key }: Vault
  ) {
    const shared = { key, stores: stores.map(({ id }) => id), existingKeys: secrets.keyArns ?? [] }
    const search = new IdentitySecret(this, 'SearchSecret', {
      ...shared,
      purpose: 'who to search the directories as, read-only',
      readers: [locate, status, ...(remind ? [remind] : [])],
      existing: secrets.search
    })
    const reset = new IdentitySecret(this, 'ResetSecret', {
      ...shared,
      purpose: 'who to set passwords as',
      hasPepper: true,
      readers: [commit],
      existing: secrets.reset
    })
    const state = new IdentitySecret(this, 'StatusSecret', {
      ...shared,
      purpose: 'who to enable, unlock and demand a change of password as',
      readers: [statusSet],
      existing: secrets.status
    })
    const own =
      change &&
      new IdentitySecret(this, 'ChangeSecret', {
        ...shared,
        purpose: 'who to search the directories as where people change their own passwords, and the pepper of the reset identities',
        hasPepper: true,
        readers: [change],
        existing: secrets.change
      })
    return { search: search.arn, reset: reset.arn, status: state.arn, change: own?.arn }
  }

  private tell(
    { mode, secrets = {} }: Configuration,
    arns: { search: string; reset: string; status: string; change: string | undefined }
  ): void {
    new CfnOutput(this, 'Origin', { value: this.origin, description: 'Where people set a forgotten password' })
    for (const [name, value] of Object.entries(arns))
      if (value !== undefined && secrets[name as keyof typeof arns] === undefined)
        new CfnOutput(this, `${name.charAt(0).toUpperCase()}${name.slice(1)}SecretArn`, {
          value,
          description: `Empty: put {"<store>": {"bindDn": "…", "password": "…"}${name === 'reset' || name === 'change' ? ', "pepper": "…"' : ''}} in with aws secretsmanager put-secret-value`
        })
    if (mode === 'userselectchallenge')
      Annotations.of(this).addWarningV2(
        'rekey:masks',
        'mode userselectchallenge shows the first letter of an address and the last two digits of a number to whoever knows a name'
      )
  }
}

/** The endpoints that may call a private front door; in a new network the one that is made there. */
const endpointsFor = ({ frontDoor }: Configuration, network: Network): readonly string[] => {
  if (frontDoor.access !== 'private') return []
  return frontDoor.vpcEndpointIds?.length ? frontDoor.vpcEndpointIds : [network.frontDoorEndpoint()]
}
