// CloudFront in front of the gateway. The gateway takes only requests that carry CloudFront's key; web ACL and certificate of a
// distribution lie in us-east-1, so with another region they get a stack of their own there.
import { CfnRule, Duration, Fn, RemovalPolicy, Stack, Token } from 'aws-cdk-lib'
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  CachePolicy,
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
    const key = this.keyFor(frontDoor, vault)
    const { webAclArn, certificate } = homeOf(this, settings, vault)
    const { domain } = settings
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Rekey: sets forgotten passwords',
      httpVersion: HttpVersion.HTTP2_AND_3,
      webAclId: webAclArn,
      ...(domain && certificate
        ? { domainNames: [domain.name], certificate, minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021 }
        : {}),
      errorResponses: KEPT_ERRORS.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      defaultBehavior: {
        origin: new HttpOrigin(frontDoor.host, {
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
          cookieBehavior: OriginRequestCookieBehavior.allowList('__Host-rekey', '__Host-rekey-form', '__Host-rekey-said'),
          queryStringBehavior: OriginRequestQueryStringBehavior.allowList('at', 'lang')
        }),
        compress: false
      }
    })
    this.origin = `https://${domain?.name ?? this.distribution.distributionDomainName}`
    const zone = domain && zoneOf(this, 'Names', domain)
    if (!zone) return
    const target = RecordTarget.fromAlias(new CloudFrontTarget(this.distribution))
    new ARecord(this, 'Ipv4', { zone, recordName: `${domain.name}.`, target })
    new AaaaRecord(this, 'Ipv6', { zone, recordName: `${domain.name}.`, target })
  }

  /** A key that is made in the account and stands in no template: both ends name the secret that it lies in. */
  private keyFor({ api }: FrontDoor, vault: Vault): string {
    const secret = new Secret(this, 'Key', {
      description: 'Rekey: what CloudFront shows to the gateway',
      encryptionKey: vault.key,
      generateSecretString: { excludePunctuation: true, passwordLength: 64 },
      removalPolicy: RemovalPolicy.RETAIN
    })
    const value = secret.secretValue.unsafeUnwrap()
    const plan = api.addUsagePlan('FromEdge', {
      description: 'Rekey: what comes through CloudFront',
      throttle: { rateLimit: TOTAL.rate, burstLimit: TOTAL.burst },
      apiStages: [{ api, stage: api.deploymentStage }]
    })
    plan.addApiKey(api.addApiKey('EdgeKey', { value, description: 'Rekey: held by CloudFront alone' }))
    return value
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
