// Every finding of cdk-nag (AwsSolutions, Serverless, NIST 800-53 R5) that we know of and leave as it is: which rule, where, and why.
// A path is below the Rekey construct, `*` stands for one step, `**` for several. test/infra fails on a finding without a row and on a row without a finding.
import { CfnResource, Validations } from 'aws-cdk-lib'
import type { Construct, IConstruct } from 'constructs'

export interface Acknowledgement {
  rules: readonly string[]
  paths: readonly string[]
  reason: string
}

const STAGE = 'FrontDoor/Api/DeploymentStage.live/Resource'
const FUNCTIONS = 'Functions/*/Resource'

export const ACKNOWLEDGEMENTS: readonly Acknowledgement[] = [
  {
    rules: ['AwsSolutions-APIG4', 'AwsSolutions-COG4'],
    paths: ['FrontDoor/Api/Default/**'],
    reason:
      'Who forgot a password cannot log in. The public routes are these and no others; each function checks cookie, code and grant itself.'
  },
  {
    rules: ['AwsSolutions-APIG2'],
    paths: ['FrontDoor/Api/Resource'],
    reason: 'The functions check every body by schema and name what is wrong; the gateway would answer in other words before them.'
  },
  {
    rules: ['AwsSolutions-APIG6', 'NIST.800.53.R5-APIGWExecutionLoggingEnabled'],
    paths: [STAGE],
    reason:
      'Execution logs hold headers, and so cookies, in a group without our key and retention. The access log has a line for each request.'
  },
  {
    rules: ['AwsSolutions-APIG3', 'NIST.800.53.R5-APIGWAssociatedWithWAF'],
    paths: [STAGE],
    reason:
      'With edge the web ACL is CloudFront’s, which sees the client’s address; the gateway refuses whoever comes without CloudFront’s key.'
  },
  {
    rules: ['NIST.800.53.R5-APIGWCacheEnabledAndEncrypted'],
    paths: [STAGE],
    reason: 'Every answer is no-store. A cache would keep what must not be kept.'
  },
  {
    rules: ['NIST.800.53.R5-APIGWSSLEnabled'],
    paths: [STAGE],
    reason: 'Client certificates are for HTTP backends. Behind this gateway are Lambda functions, called with IAM.'
  },
  {
    rules: ['Serverless-APIGWXrayEnabled', 'Serverless-LambdaTracing'],
    paths: [STAGE, FUNCTIONS],
    reason:
      'Traces would keep paths, and so flow ids, outside our key and retention, and cost a wildcard in each role. The log follows a flow by its id.'
  },
  {
    rules: ['AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]'],
    paths: ['FrontDoor/Api/CloudWatchRole/Resource'],
    reason: 'The role that API Gateway asks for, once in an account and region, in AWS’s own words. allowGatewayLogs: false leaves it out.'
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::*]'],
    paths: [
      'Roles/commit/DefaultPolicy/Resource',
      'Roles/change/DefaultPolicy/Resource',
      'Roles/remind/DefaultPolicy/Resource',
      'Roles/locate/DefaultPolicy/Resource',
      'Roles/status/DefaultPolicy/Resource',
      'Roles/status-set/DefaultPolicy/Resource'
    ],
    reason:
      'Lambda makes network interfaces under the function’s role, and they have no ARN before. The function’s own code is denied the same actions.'
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::*]'],
    paths: ['Roles/deliver/DefaultPolicy/Resource'],
    reason: 'A phone number is no resource, so sns:Publish is allowed on everything; every topic is denied again.'
  },
  {
    rules: ['NIST.800.53.R5-IAMNoInlinePolicy'],
    paths: ['Roles/*/DefaultPolicy/Resource', 'Network/New/FlowLogs/DefaultPolicy/Resource'],
    reason: 'The policy is the boundary of one function: it lives and dies with its role and must not be attached to another.'
  },
  {
    rules: ['AwsSolutions-SMG4', 'NIST.800.53.R5-SecretsManagerRotationEnabled'],
    paths: ['SearchSecret/Secret', 'ResetSecret/Secret', 'StatusSecret/Secret', 'ChangeSecret/Secret'],
    reason:
      'The directory owns these passwords and this service must not change them. Functions fetch a new one within five minutes, see docs/deploy.md.'
  },
  {
    rules: ['AwsSolutions-SMG4', 'NIST.800.53.R5-SecretsManagerRotationEnabled'],
    paths: ['Edge/Key*/Resource'],
    reason:
      'CloudFront shows it and the gateway takes it as deployments say (edgeKeys), and a rotation would tell neither. The key opens nothing but the public page.'
  },
  {
    rules: ['NIST.800.53.R5-LambdaConcurrency'],
    paths: [FUNCTIONS],
    reason:
      'Reserved where the configuration says so. A fresh account refuses every reservation; route throttles and the stream’s parallelization bound the functions.'
  },
  {
    rules: ['NIST.800.53.R5-LambdaDLQ', 'Serverless-LambdaDLQ'],
    paths: [FUNCTIONS],
    reason: 'API functions answer their caller, stream workers have a failure queue, and the sweep’s retry is the next minute.'
  },
  {
    rules: ['Serverless-EventBusDLQ', 'Serverless-LambdaAsyncFailureDestination'],
    paths: [
      'Workers/EveryMinute/Resource',
      'Workers/EveryHour/Resource',
      'Workers/Daily/Resource',
      'Functions/sweep/EventInvokeConfig/Resource',
      'Functions/remind/EventInvokeConfig/Resource'
    ],
    reason: 'A lost tick is made up for by the next one. An alarm tells when none comes.'
  },
  {
    rules: ['AwsSolutions-SQS3', 'Serverless-SQSRedrivePolicy'],
    paths: ['Workers/Undone/Resource'],
    reason: 'It is itself where failures go. Nobody reads it but people, and an alarm tells them.'
  },
  {
    rules: ['NIST.800.53.R5-LambdaInsideVPC'],
    paths: [
      'Functions/page/Resource',
      'Functions/flow/Resource',
      'Functions/verify/Resource',
      'Functions/deliver/Resource',
      'Functions/admin/Resource'
    ],
    reason: 'Only what talks to a directory is in its network. A public function in there would be a way in.'
  },
  {
    rules: ['NIST.800.53.R5-DynamoDBInBackupPlan'],
    paths: ['Data/Table/Resource'],
    reason: 'Point-in-time recovery holds 35 days. Flows live half an hour, and older copies of them would only be a risk.'
  },
  {
    rules: ['NIST.800.53.R5-VPCDefaultSecurityGroupClosed'],
    paths: ['Network/New/Vpc'],
    reason: 'Nothing uses the default group. Closing it takes a custom resource with the right to change security groups.'
  },
  {
    rules: ['AwsSolutions-CFR1'],
    paths: ['Edge/Distribution/Resource'],
    reason: 'frontDoor.countries does it in the web ACL, where it is wanted.'
  },
  {
    rules: ['AwsSolutions-CFR3'],
    paths: ['Edge/Distribution/Resource'],
    reason:
      'The gateway’s log has every request that passes, the web ACL’s every one that does not. A third would hold cookies in a bucket.'
  },
  {
    rules: ['AwsSolutions-CFR4'],
    paths: ['Edge/Distribution/Resource'],
    reason: 'CloudFront’s own domain takes no other setting. With a domain of yours it is TLS 1.2 of 2021.'
  }
]

/** `*` is one step of a path, `**` any number of them. */
export const patternOf = (path: string): RegExp =>
  new RegExp(`^${RegExp.escape(path).replaceAll('\\*\\*', '.+').replaceAll('\\*', '[^/]+')}$`)

/** The resources that a row speaks of. */
function resourcesAt(rekey: Construct, paths: readonly string[]): IConstruct[] {
  const patterns = paths.map(patternOf)
  return rekey.node.findAll().filter((node) => {
    const path = node.node.path.slice(rekey.node.path.length + 1)
    return CfnResource.isCfnResource(node) && patterns.some((pattern) => pattern.test(path))
  })
}

/** Puts each row to the resources that it speaks of. */
export function acknowledge(rekey: Construct, rows: readonly Acknowledgement[] = ACKNOWLEDGEMENTS): void {
  for (const { rules, paths, reason } of rows) {
    for (const node of resourcesAt(rekey, paths)) {
      Validations.of(node).acknowledge(...rules.map((id) => ({ id, reason })))
    }
  }
}
