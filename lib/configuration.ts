// What a deployment is made from: one typed object, usually the one in rekey.config.ts. Ranges and defaults are those of
// lambdas/config.ts, which the functions check again when they start; what is only infrastructure is checked in problems.ts.
import type {
  BrandingSettings,
  DecoyProfileSettings,
  FunctionName,
  LimitSettings,
  PolicySettings,
  StoreSettings,
  VariableTexts
} from '../lambdas/config.ts'

/** Everything that can be chosen. Only `stores`, `mail.from` and the front door's address have no default. */
export interface Configuration {
  /** The directories, asked in this order. Their identities stand in secrets, never here; `ca` is the PEM text of the authority. */
  stores: readonly StoreSettings[]
  mail: MailSettings
  /** Needed in every mode but `email`. */
  sms?: SmsSettings | undefined
  /** How the channel for a code is picked: `email` (the default), `sms`, `userchoose` or `userselectchallenge`. */
  mode?: VariableTexts['MODE']
  /** Languages offered, the first is the fallback; all that exist, unless told. */
  locales?: readonly string[] | undefined
  branding?: BrandingSettings | undefined
  /** A folder with pages of your own; `reset.html` in it is served as `/assets/reset.html`, for `customWebRoot` to lead to. None unless told. */
  pages?: string | undefined
  /** Where a link at the end may lead people back to, as https addresses: everything below each of them. No link unless told. */
  returnTo?: readonly string[] | undefined
  code?: CodeSettings | undefined
  flow?: FlowTimes | undefined
  /** How often anything may happen, see docs/configuration.md. */
  limits?: LimitSettings | undefined
  /** Password policies, the default one and those of groups; NIST's rules unless told. */
  policies?: PolicySettings | undefined
  /** Where dictionaries of password policies may lie beside the functions' files. No bucket unless told; see docs/policy.md. */
  dictionaries?: DictionarySettings | undefined
  /**
   * Whether people may also change a password with the current one, at POST /v1/password. Off unless told; see docs/change.md for what a
   * directory needs before it is switched on.
   */
  change?: boolean | undefined
  /** Whether people get a mail when the warning day of their password's policy comes. None unless told; see docs/expiry.md. */
  expiryMail?: ExpiryMailSettings | undefined
  /** What real people's masked options look like, as measured; needed for `userselectchallenge`. */
  decoyProfile?: DecoyProfileSettings | undefined
  frontDoor: FrontDoorSettings
  /** A new network with IPv6 egress, unless told. */
  network?: NetworkSettings | undefined
  secrets?: SecretSettings | undefined
  /**
   * Code keys by label, the current one first. To rotate, put a new label in front; take the old one out a day later. `['1']` unless told.
   */
  codeKeys?: readonly string[] | undefined
  /**
   * At most so many invocations of a function at once. `'none'` (the default) reserves nothing: a fresh account may run 10 or 50 in all and
   * refuses every reservation. Route throttles and the stream's parallelization bound the functions then.
   */
  concurrency?: Readonly<Partial<Record<FunctionName, number>>> | 'none' | undefined
  alarms?: AlarmSettings | undefined
  /** Calls `locate`, `commit` and `change` once a day with `{"ping": true}`, so that they connect and bind and the way there stays open. On unless told. */
  ping?: boolean | undefined
}

export interface MailSettings {
  /** The sender: one address, or `Name <address>`. */
  from: string
  /** The verified SES identity, a domain or an address; the domain of `from` unless told. */
  identity?: string | undefined
  /** Whether the subject shows the code, where everybody who sees the screen can read it; false unless told. */
  codeInSubject?: boolean | undefined
}

export interface ExpiryMailSettings {
  /** From which hour on, in UTC, a day's mails may go out, 0 to 23; 6 unless told. */
  hour?: number | undefined
}

export interface SmsSettings {
  /** Two-letter codes of the countries that may be sent to. */
  countries: readonly string[]
  /** Sender name, where the country allows one. */
  senderId?: string | undefined
  originationNumber?: string | undefined
  /** Most that one message may cost, in USD; `'0.20'` unless told. */
  maxPrice?: string | undefined
  /** The account's SMS spend of the month, in USD, at which an alarm goes off; 50 unless told. */
  spendAlarm?: number | undefined
}

export interface DictionarySettings {
  /** The name of a bucket of yours, in the stack's region. Those who judge passwords may read every object in it, and nobody else. */
  bucket: string
  /** The KMS key that its objects are encrypted under, where it is not AWS's own. */
  keyArn?: string | undefined
}

export interface CodeSettings {
  /** Digits, 6 to 10; 8 unless told. */
  length?: number | undefined
  /** Life in seconds, 120 to 600; 600 unless told. */
  seconds?: number | undefined
  /** Tries per flow over all its codes, 1 to 10; 5 unless told. */
  attempts?: number | undefined
  /** Codes per flow, 1 to 5; 3 unless told. */
  sends?: number | undefined
}

export interface FlowTimes {
  /** Life of a flow in seconds, 600 to 3600; 1800 unless told. */
  seconds?: number | undefined
  /** How long a right code is good for a new password, in seconds, 60 to 1800; 600 unless told. */
  grantSeconds?: number | undefined
  /** Refused passwords until the grant is dead, 1 to 20; 10 unless told. */
  refusals?: number | undefined
}

export interface FrontDoorSettings {
  /** `regional` is on the internet, `private` behind VPC endpoints; `regional` unless told. */
  access?: 'regional' | 'private' | undefined
  /** CloudFront in front. The gateway then refuses whoever comes without CloudFront's key. Off unless told. */
  edge?: boolean | undefined
  /**
   * Keys between CloudFront and the gateway by label: CloudFront shows the first, the gateway takes each. To rotate, see docs/deploy.md. `['1']`
   * unless told; only with `edge`.
   */
  edgeKeys?: readonly string[] | undefined
  /** The page's own domain. A regional front door needs it, or `origin`; with `edge` CloudFront has one of its own. */
  domain?: DomainSettings | undefined
  /** Where people see the page, when somebody else maps a domain to it: an https origin. */
  origin?: string | undefined
  /** The VPC endpoints that may call a private front door; one is made in a new network unless told. */
  vpcEndpointIds?: readonly string[] | undefined
  /** The only countries that may call, as two-letter codes; every one, unless told. */
  countries?: readonly string[] | undefined
  /** Requests per client address and 5 minutes, 100 to 100000; 1000 unless told. */
  requestsPerAddress?: number | undefined
  /** Lets API Gateway write logs: a setting of the whole account and region. Say false where the account has it already. True unless told. */
  allowGatewayLogs?: boolean | undefined
}

export interface DomainSettings {
  /** Such as `reset.example.com`. */
  name: string
  /** Its certificate in ACM: in the stack's region, or in us-east-1 with `edge`. */
  certificateArn?: string | undefined
  /** A Route 53 zone: the certificate, unless given, and the records are made there. */
  hostedZone?: { id: string; name: string } | undefined
}

export interface NetworkSettings {
  /** An existing VPC; a new one is made unless told. */
  vpc?: VpcSettings | undefined
  /**
   * How the functions in the VPC reach Secrets Manager. `ipv6`: over an egress-only gateway, free; an existing VPC brings its own.
   * `endpoints`: one interface endpoint, about 7 USD a month and zone. `existing`: whatever the VPC has, such as a NAT. `ipv6` for a new VPC and
   * `existing` for a given one, unless told.
   */
  egress?: 'ipv6' | 'endpoints' | 'existing' | undefined
  /** Address range of a new VPC; `10.42.0.0/24` unless told. Choose one that the directory's network does not use. */
  cidr?: string | undefined
}

export interface VpcSettings {
  id: string
  subnetIds: readonly string[]
  /** Made, with no way in and only what is needed out, unless told. */
  securityGroupIds?: readonly string[] | undefined
  /** Route tables to put DynamoDB's gateway endpoint into; left out where the VPC has it, or a way to the internet. */
  routeTableIds?: readonly string[] | undefined
}

export interface SecretSettings {
  /** ARN of an existing secret with the search-only identities; an empty one is made unless told. */
  search?: string | undefined
  /** ARN of an existing secret with the reset identities; an empty one is made unless told. */
  reset?: string | undefined
  /** ARN of an existing secret for changes with the current password; an empty one is made unless told. Only with `change`. */
  change?: string | undefined
  /** ARN of an existing secret with the identities that set the state of accounts; an empty one is made unless told. */
  status?: string | undefined
  /** The KMS keys of existing secrets, where they are not AWS's own. */
  keyArns?: readonly string[] | undefined
}

export interface AlarmSettings {
  /** An existing SNS topic; one is made unless told. */
  topicArn?: string | undefined
  /** Who gets alarms from the topic that is made. */
  email?: string | undefined
}

/** Only says what type it is: `export const configuration = configure({ … })`. Everything is checked when it is used. */
export const configure = (configuration: Configuration): Configuration => configuration
