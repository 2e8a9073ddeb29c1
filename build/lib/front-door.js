// The one way in: a REST API whose routes are those of lambdas/http/routes.ts, with the firewall on its stage.
import { Stack } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { AccessLogFormat, ApiKeySourceType, CfnRestApi, EndpointType, LambdaIntegration, LogGroupLogDestination, MethodLoggingLevel, ResponseType, RestApi, SecurityPolicy } from 'aws-cdk-lib/aws-apigateway';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ARecord, AaaaRecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGateway } from 'aws-cdk-lib/aws-route53-targets';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { ROUTES } from '../lambdas/http/routes.js';
import { Construct } from 'constructs';
import { THROTTLES, TOTAL } from './throttles.js';
import { WebAcl } from './web-acl.js';
export const STAGE = 'live';
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
};
export class FrontDoor extends Construct {
    api;
    constructor(scope, id, props) {
        super(scope, id);
        const { settings, vault, vpcEndpointIds } = props;
        const isPrivate = settings.access === 'private';
        const isBehindDomain = settings.domain !== undefined && !settings.edge;
        this.api = new RestApi(this, 'Api', {
            description: 'Rekey: sets forgotten passwords',
            cloudWatchRole: settings.allowGatewayLogs ?? true,
            // With a domain there is no second address that leads around its certificate and name.
            disableExecuteApiEndpoint: isBehindDomain,
            endpointTypes: [isPrivate ? EndpointType.PRIVATE : EndpointType.REGIONAL],
            apiKeySourceType: ApiKeySourceType.HEADER,
            defaultMethodOptions: { apiKeyRequired: settings.edge ?? false },
            deployOptions: stageOptions(vault.logGroup(this, 'access-log')),
            ...(isPrivate ? { policy: onlyThrough(vpcEndpointIds) } : {})
        });
        const plain = this.api.node.defaultChild;
        plain.endpointConfiguration = {
            types: [isPrivate ? 'PRIVATE' : 'REGIONAL'],
            ipAddressType: 'dualstack',
            ...(isPrivate ? { vpcEndpointIds: [...vpcEndpointIds] } : {})
        };
        this.answerInOurManner();
        if (settings.domain && isBehindDomain)
            this.nameIt(settings.domain);
        if (!settings.edge) {
            const acl = new WebAcl(this, 'Firewall', { scope: 'REGIONAL', settings, vault });
            new CfnWebACLAssociation(this, 'Guarded', { resourceArn: this.api.deploymentStage.stageArn, webAclArn: acl.arn });
        }
    }
    /** Where the stage is, without https and path. */
    get host() {
        const { region, urlSuffix } = Stack.of(this);
        return `${this.api.restApiId}.execute-api.${region}.${urlSuffix}`;
    }
    /** Every route of the table, and nothing else. */
    leadTo({ all }) {
        for (const { method, path, function: name } of ROUTES) {
            this.api.root.resourceForPath(path).addMethod(method, new LambdaIntegration(all[name], { allowTestInvoke: false }));
        }
    }
    /** What the gateway answers by itself is kept by nobody either. */
    answerInOurManner() {
        const responseHeaders = { 'Cache-Control': "'no-store'", 'X-Content-Type-Options': "'nosniff'", 'Referrer-Policy': "'no-referrer'" };
        this.api.addGatewayResponse('Refused', { type: ResponseType.DEFAULT_4XX, responseHeaders });
        this.api.addGatewayResponse('Failed', { type: ResponseType.DEFAULT_5XX, responseHeaders });
    }
    nameIt(domain) {
        const zone = zoneOf(this, domain);
        this.api.addDomainName('Domain', {
            domainName: domain.name,
            certificate: certificateOf(this, domain, zone),
            endpointType: EndpointType.REGIONAL,
            securityPolicy: SecurityPolicy.TLS_1_2
        });
        if (!zone)
            return;
        const target = RecordTarget.fromAlias(new ApiGateway(this.api));
        new ARecord(this, 'Ipv4', { zone, recordName: `${domain.name}.`, target });
        new AaaaRecord(this, 'Ipv6', { zone, recordName: `${domain.name}.`, target });
    }
}
const stageOptions = (logGroup) => ({
    stageName: STAGE,
    accessLogDestination: new LogGroupLogDestination(logGroup),
    accessLogFormat: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
    // Execution logs would hold headers, and so cookies.
    loggingLevel: MethodLoggingLevel.OFF,
    dataTraceEnabled: false,
    metricsEnabled: true,
    throttlingRateLimit: TOTAL.rate,
    throttlingBurstLimit: TOTAL.burst,
    methodOptions: Object.fromEntries(ROUTES.map(({ method, path }) => {
        const { rate, burst } = THROTTLES[`${method} ${path}`];
        return [`${path === '/' ? '/' : path}/${method}`, { throttlingRateLimit: rate, throttlingBurstLimit: burst }];
    }))
});
const onlyThrough = (vpcEndpointIds) => new PolicyDocument({
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
});
/** The zone, without looking it up. */
export const zoneOf = (scope, { hostedZone }) => hostedZone && HostedZone.fromHostedZoneAttributes(scope, 'Zone', { hostedZoneId: hostedZone.id, zoneName: hostedZone.name });
/** The given certificate, or one that the zone vouches for. */
export const certificateOf = (scope, { name, certificateArn }, zone) => certificateArn === undefined
    ? new Certificate(scope, 'Certificate', { domainName: name, validation: CertificateValidation.fromDns(zone) })
    : Certificate.fromCertificateArn(scope, 'Certificate', certificateArn);
