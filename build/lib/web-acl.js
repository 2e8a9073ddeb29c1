// The web application firewall: a rate per address, AWS's common rules, and countries where they are told.
import { Names } from 'aws-cdk-lib';
import { CfnLoggingConfiguration, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
/** A password may well hold `<script` or `../`: what these find in a body is counted, never blocked. */
const BODY_RULES = ['SizeRestrictions_BODY', 'EC2MetaDataSSRF_BODY', 'GenericLFI_BODY', 'GenericRFI_BODY', 'CrossSiteScripting_BODY'];
const REDACTED = ['cookie', 'authorization', 'x-api-key'];
const FIVE_MINUTES = 300;
export class WebAcl extends Construct {
    arn;
    constructor(parent, id, { scope, settings, vault }) {
        super(parent, id);
        const acl = new CfnWebACL(this, 'Acl', {
            scope,
            defaultAction: { allow: {} },
            visibilityConfig: visibility('rekey'),
            rules: rulesOf(settings).map((rule, priority) => ({ ...rule, priority }))
        });
        this.arn = acl.attrArn;
        const name = `aws-waf-logs-${Names.uniqueResourceName(this, { maxLength: 60, separator: '-' }).toLowerCase()}`;
        const logGroup = vault.logGroup(this, 'log', 'usual', name);
        new CfnLoggingConfiguration(this, 'Logging', {
            resourceArn: acl.attrArn,
            logDestinationConfigs: [logGroup.logGroupArn],
            redactedFields: [...REDACTED.map((Name) => ({ singleHeader: { Name } })), { queryString: {} }],
            // Only what a rule stopped or counted: the gateway's own log has the rest.
            loggingFilter: {
                DefaultBehavior: 'DROP',
                Filters: [
                    {
                        Behavior: 'KEEP',
                        Requirement: 'MEETS_ANY',
                        Conditions: [{ ActionCondition: { Action: 'BLOCK' } }, { ActionCondition: { Action: 'COUNT' } }]
                    }
                ]
            }
        });
    }
}
// Samples are kept in clear, with cookies and all, where redaction does not reach.
const visibility = (metricName) => ({
    metricName,
    cloudWatchMetricsEnabled: true,
    sampledRequestsEnabled: false
});
function rulesOf({ countries, requestsPerAddress = 1000 }) {
    const elsewhere = {
        name: 'elsewhere',
        action: { block: {} },
        statement: { notStatement: { statement: { geoMatchStatement: { countryCodes: [...(countries ?? [])] } } } },
        visibilityConfig: visibility('elsewhere')
    };
    const rate = {
        name: 'rate',
        action: { block: {} },
        statement: { rateBasedStatement: { limit: requestsPerAddress, aggregateKeyType: 'IP', evaluationWindowSec: FIVE_MINUTES } },
        visibilityConfig: visibility('rate')
    };
    const common = {
        name: 'common',
        overrideAction: { none: {} },
        statement: {
            managedRuleGroupStatement: {
                vendorName: 'AWS',
                name: 'AWSManagedRulesCommonRuleSet',
                ruleActionOverrides: BODY_RULES.map((name) => ({ name, actionToUse: { count: {} } }))
            }
        },
        visibilityConfig: visibility('common')
    };
    return [...(countries ? [elsewhere] : []), rate, common];
}
