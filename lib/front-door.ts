// The one way in: a REST API whose routes are those of lambdas/http/routes.ts, with the firewall on its stage.
import { Size, Stack } from 'aws-cdk-lib'
import {
  AccessLogFormat,
  ApiKeySourceType,
  AuthorizationType,
  type CfnRestApi,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  ResponseType,
  RestApi,
  SecurityPolicy,
  type StageOptions
} from 'aws-cdk-lib/aws-apigateway'
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager'
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { AaaaRecord, ARecord, HostedZone, type IHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53'
import { ApiGateway } from 'aws-cdk-lib/aws-route53-targets'
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2'
import { Construct } from 'constructs'
import { type Asked, COMPRESSED_FROM, isAsked, ROUTES, type Route } from '../lambdas/http/routes.ts'
import type { DomainSettings, FrontDoorSettings } from './configuration.ts'
import type { Functions } from './functions.ts'
import { TOTAL, throttleOf } from './throttles.ts'
import type { Vault } from './vault.ts'
import { WebAcl } from './web-acl.ts'

export interface FrontDoorProps {
  settings: FrontDoorSettings
  asked: Asked
  vault: Vault
  /** The VPC endpoints that may call a private one. */
  vpcEndpointIds: readonly string[]
}

export const STAGE = 'live'

/** One line of JSON for each request: its route and not its path, which would name the flow. No body, no query string, no header. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  route: '$context.resourcePath',
  status: '$context.status',
  protocol: '$context.protocol',
  responseLength: '$context.responseLength',
  responseLatency: '$context.responseLatency',
  integrationLatency: '$context.integrationLatency',
  waf: '$context.waf.status',
  error: '$context.error.responseType'
}

export class FrontDoor extends Construct {
  readonly api: RestApi

  constructor(scope: Construct, id: string, props: FrontDoorProps) {
    super(scope, id)
    const { settings, vault, vpcEndpointIds, asked } = props
    const isPrivate = settings.access === 'private'
    const isBehindDomain = settings.domain !== undefined && !settings.edge
    this.api = new RestApi(this, 'Api', {
      description: 'Rekey: sets forgotten passwords',
      cloudWatchRole: settings.allowGatewayLogs ?? true,
      // With a domain there is no second address that leads around its certificate and name.
      disableExecuteApiEndpoint: isBehindDomain,
      minCompressionSize: Size.bytes(COMPRESSED_FROM),
      endpointTypes: [isPrivate ? EndpointType.PRIVATE : EndpointType.REGIONAL],
      apiKeySourceType: ApiKeySourceType.HEADER,
      defaultMethodOptions: { apiKeyRequired: settings.edge ?? false },
      deployOptions: stageOptions(vault.logGroup(this, 'access-log'), asked),
      ...(isPrivate ? { policy: onlyThrough(vpcEndpointIds) } : {})
    })
    const plain = this.api.node.defaultChild as CfnRestApi
    plain.endpointConfiguration = {
      types: [isPrivate ? 'PRIVATE' : 'REGIONAL'],
      ipAddressType: 'dualstack',
      ...(isPrivate ? { vpcEndpointIds: [...vpcEndpointIds] } : {})
    }
    this.answerInOurManner()
    if (settings.domain && isBehindDomain) this.nameIt(settings.domain)
    if (!settings.edge) {
      const acl = new WebAcl(this, 'Firewall', { scope: 'REGIONAL', settings, vault })
      new CfnWebACLAssociation(this, 'Guarded', { resourceArn: this.api.deploymentStage.stageArn, webAclArn: acl.arn })
    }
  }

  /** Where the stage is, without https and path. */
  get host(): string {
    const { region, urlSuffix } = Stack.of(this)
    return `${this.api.restApiId}.execute-api.${region}.${urlSuffix}`
  }

  /** Every route of the table, and nothing else. */
  leadTo({ all }: Functions): void {
    for (const { method, path, function: name, auth } of ROUTES as readonly Route[]) {
      const lambda = all[name]
      if (!lambda) continue
      this.api.root.resourceForPath(path).addMethod(
        method,
        new LambdaIntegration(lambda, { allowTestInvoke: false }),
        // Administrators call the gateway itself, signed, and never through CloudFront.
        auth === 'iam' ? { authorizationType: AuthorizationType.IAM, apiKeyRequired: false } : {}
      )
    }
  }

  /** What the gateway answers by itself is kept by nobody either. */
  private answerInOurManner(): void {
    const responseHeaders = { 'Cache-Control': "'no-store'", 'X-Content-Type-Options': "'nosniff'", 'Referrer-Policy': "'no-referrer'" }
    this.api.addGatewayResponse('Refused', { type: ResponseType.DEFAULT_4XX, responseHeaders })
    this.api.addGatewayResponse('Failed', { type: ResponseType.DEFAULT_5XX, responseHeaders })
  }

  private nameIt(domain: DomainSettings): void {
    const zone = zoneOf(this, 'Zone', domain)
    this.api.addDomainName('Domain', {
      domainName: domain.name,
      certificate: certificateOf(this, domain, zone),
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2
    })
    if (!zone) return
    const target = RecordTarget.fromAlias(new ApiGateway(this.api))
    new ARecord(this, 'Ipv4', { zone, recordName: `${domain.name}.`, target })
    new AaaaRecord(this, 'Ipv6', { zone, recordName: `${domain.name}.`, target })
  }
}

const stageOptions = (logGroup: ConstructorParameters<typeof LogGroupLogDestination>[0], asked: Asked): StageOptions => ({
  stageName: STAGE,
  accessLogDestination: new LogGroupLogDestination(logGroup),
  accessLogFormat: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
  // Execution logs would hold headers, and so cookies.
  loggingLevel: MethodLoggingLevel.OFF,
  dataTraceEnabled: false,
  metricsEnabled: true,
  throttlingRateLimit: TOTAL.rate,
  throttlingBurstLimit: TOTAL.burst,
  methodOptions: Object.fromEntries(
    ROUTES.filter((route) => isAsked(route.function, asked)).map(({ method, path }) => {
      const { rate, burst } = throttleOf(method, path)
      return [`${path}/${method}`, { throttlingRateLimit: rate, throttlingBurstLimit: burst }]
    })
  )
})

const onlyThrough = (vpcEndpointIds: readonly string[]): PolicyDocument =>
  new PolicyDocument({
    statements: [
      new PolicyStatement({ principals: [new AnyPrincipal()], actions: ['execute-api:Invoke'], resources: ['execute-api:/*'] }),
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['execute-api:Invoke'],
        resources: ['execute-api:/*'],
        conditions: { StringNotEquals: { 'aws:SourceVpce': [...vpcEndpointIds] } }
      })
    ]
  })

/** The zone, without looking it up. */
export const zoneOf = (scope: Construct, id: string, { hostedZone }: DomainSettings): IHostedZone | undefined =>
  hostedZone && HostedZone.fromHostedZoneAttributes(scope, id, { hostedZoneId: hostedZone.id, zoneName: hostedZone.name })

/** The given certificate, or one that the zone vouches for. */
export const certificateOf = (scope: Construct, { name, certificateArn }: DomainSettings, zone: IHostedZone | undefined) =>
  certificateArn === undefined
    ? new Certificate(scope, 'Certificate', { domainName: name, validation: CertificateValidation.fromDns(zone) })
    : Certificate.fromCertificateArn(scope, 'Certificate', certificateArn)
