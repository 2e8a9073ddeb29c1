// CloudFront in front of the gateway. The gateway takes only requests that carry CloudFront's key; web ACL and certificate of a
// distribution lie in us-east-1, so with another region they get a stack of their own there.
import { CfnRule, Duration, Fn, RemovalPolicy, Stack, Token } from 'aws-cdk-lib'
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  type BehaviorOptions,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
  OriginSslPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { AaaaRecord, ARecord, RecordTarget } from 'aws-cdk-lib/aws-route53'
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'
import type { FrontDoorSettings } from './configuration.ts'
import { certificateOf, type FrontDoor, STAGE, zoneOf } from './front-door.ts'
import { TOTAL } from './throttles.ts'
import { Vault } from './vault.ts'
import { WebAcl } from './web-acl.ts'

const HOME = 'us-east-1'

/** What a viewer's request may carry to the gateway; Host is not among it, the gateway would not know itself. */
const HEADERS = ['CloudFront-Viewer-Address', 'Accept', 'Accept-Language', 'Content-Type', 'Origin', 'Sec-Fetch-Site']

const COOKIES = ['__Host-rekey', '__Host-rekey-form', '__Host-rekey-said']
const QUERY = ['at', 'lang', 'returnTo']

/** The page and its files: what is large enough to be compressed, and holds nothing of a flow. */
const COMPRESSED = ['/', '/assets/*']

/** The answers that CloudFront would keep for ten seconds by itself. */
const KEPT_ERRORS = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504]

export interface EdgeProps {
  settings: FrontDoorSettings
  frontDoor: FrontDoor
  vault: Vault
}

export class Edge extends Construct {
  readonly distribution: Distribution
  /** Where people see the page. */
  readonly origin: string

  constructor(scope: Construct, id: string, { settings, frontDoor, vault }: EdgeProps) {
    super(scope, id)
    const key = this.keyFor(frontDoor, vault, settings.edgeKeys)
    const { webAclArn, certificate } = homeOf(this, settings, vault)
    const { domain } = settings
    const plain = this.behavior(frontDoor, key)
    const compressed = { ...plain, allowedMethods: AllowedMethods.ALLOW_GET_HEAD, cachePolicy: this.compressing() }
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Rekey: sets forgotten passwords',
      httpVersion: HttpVersion.HTTP2_AND_3,
      webAclId: webAclArn,
      ...(domain && certificate
        ? { domainNames: [domain.name], certificate, minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021 }
        : {}),
      errorResponses: KEPT_ERRORS.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      defaultBehavior: plain,
      additionalBehaviors: Object.fromEntries(COMPRESSED.map((path) => [path, compressed]))
    })
    this.origin = `https://${domain?.name ?? this.distribution.distributionDomainName}`
    const zone = domain && zoneOf(this, 'Names', domain)
    if (!zone) return
    const target = RecordTarget.fromAlias(new CloudFrontTarget(this.distribution))
    new ARecord(this, 'Ipv4', { zone, recordName: `${domain.name}.`, target })
    new AaaaRecord(this, 'Ipv6', { zone, recordName: `${domain.name}.`, target })
  }

  /** Carries requests to the gateway, and keeps nothing. */
  private behavior({ host }: FrontDoor, key: string): BehaviorOptions {
    return {
      origin: new HttpOrigin(host, {
        originPath: `/${STAGE}`,
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        originSslProtocols: [OriginSslPolicy.TLS_V1_2],
        customHeaders: { 'x-api-key': key }
      }),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: new OriginRequestPolicy(this, 'Carried', {
        headerBehavior: OriginRequestHeaderBehavior.allowList(...HEADERS),
        cookieBehavior: OriginRequestCookieBehavior.allowList(...COOKIES),
        queryStringBehavior: OriginRequestQueryStringBehavior.allowList(...QUERY)
      }),
      compress: false
    }
  }

  /**
   * CloudFront tells the gateway that a viewer takes compressed answers only under a policy that may keep some (ADR 22). Every
   * answer of ours says no-store, and with a least time of 0 that is obeyed.
   */
  private compressing(): CachePolicy {
    return new CachePolicy(this, 'Compressing', {
      comment: 'Rekey: for Accept-Encoding; every answer says no-store',
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.seconds(1),
      enableAcceptEncodingGzip: true,
      headerBehavior: CacheHeaderBehavior.allowList('Accept-Language'),
      cookieBehavior: CacheCookieBehavior.allowList(...COOKIES),
      queryStringBehavior: CacheQueryStringBehavior.allowList(...QUERY)
    })
  }

  /**
   * Keys that are made in the account and stand in no template: both ends name the secret that one lies in. CloudFront shows the first, the
   * gateway takes each; a new one is a new secret, because CloudFormation reads a secret again only where what names it has changed.
   */
  private keyFor({ api }: FrontDoor, vault: Vault, labels: readonly string[] = ['1']): string {
    const plan = api.addUsagePlan('FromEdge', {
      description: 'Rekey: what comes through CloudFront',
      throttle: { rateLimit: TOTAL.rate, burstLimit: TOTAL.burst },
      apiStages: [{ api, stage: api.deploymentStage }]
    })
    const values = labels.map((label) => {
      const secret = new Secret(this, `Key${label}`, {
        description: `Rekey: what CloudFront shows to the gateway (${label})`,
        encryptionKey: vault.key,
        generateSecretString: { excludePunctuation: true, passwordLength: 64 },
        removalPolicy: RemovalPolicy.RETAIN
      })
      const value = secret.secretValue.unsafeUnwrap()
      plan.addApiKey(api.addApiKey(`EdgeKey${label}`, { value, description: `Rekey: shown by CloudFront (${label})` }))
      return value
    })
    return values[0] ?? ''
  }
}

interface Home {
  webAclArn: string
  certificate: ICertificate | undefined
}

/** What of a distribution must lie in us-east-1: here when this stack does, else in a second one. */
function homeOf(edge: Construct, settings: FrontDoorSettings, vault: Vault): Home {
  const stack = Stack.of(edge)
  if (Token.isUnresolved(stack.region)) {
    new CfnRule(edge, 'NeedsRegion', {
      assertions: [
        {
          assert: Fn.conditionEquals(stack.region, HOME),
          assertDescription: `edge without an explicit environment works in ${HOME} only: say account and region, and a second stack is made there`
        }
      ]
    })
    return homeIn(edge, settings, vault)
  }
  if (stack.region === HOME) return homeIn(edge, settings, vault)
  const scope = stack.node.scope ?? stack
  const second = new Stack(scope, `${stack.node.id}-edge`, {
    description: `Rekey: what CloudFront wants in ${HOME}`,
    env: { account: stack.account, region: HOME },
    crossRegionReferences: true
  })
  return homeIn(second, settings, new Vault(second, 'Vault'))
}

function homeIn(scope: Construct, settings: FrontDoorSettings, vault: Vault): Home {
  const { domain } = settings
  return {
    webAclArn: new WebAcl(scope, 'Firewall', { scope: 'CLOUDFRONT', settings, vault }).arn,
    certificate: domain && certificateOf(scope, domain, zoneOf(scope, 'Zone', domain))
  }
}
