// The functions: runtime, size, time, network, log. What each may do stands in roles.ts and grants.ts.
import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as Lambda, LoggingFormat, Runtime, SystemLogLevel } from 'aws-cdk-lib/aws-lambda';
import { FUNCTIONS } from '../lambdas/config.js';
import { Construct } from 'constructs';
import { artefactOf } from './artefacts.js';
import { roleOf } from './roles.js';
import { environmentFor } from './variables.js';
// What people wait for has more memory, and so more processor. The longest answers must end before the gateway's 29 seconds.
const SIZES = {
    page: { seconds: 15, megabytes: 1024 },
    flow: { seconds: 15, megabytes: 1024 },
    verify: { seconds: 15, megabytes: 1024 },
    commit: { seconds: 25, megabytes: 1024, inVpc: true, retention: 'audit' },
    sweep: { seconds: 30, megabytes: 512, inVpc: true, retention: 'audit' },
    locate: { seconds: 30, megabytes: 512, inVpc: true },
    deliver: { seconds: 30, megabytes: 512 }
};
export class Functions extends Construct {
    all;
    constructor(scope, id, props) {
        super(scope, id);
        const names = Object.keys(FUNCTIONS);
        this.all = Object.fromEntries(names.map((name) => [name, this.lambda(name, props)]));
        this.node.addValidation({ validate: () => names.flatMap((name) => strangeVariables(name, this.all[name])) });
    }
    lambda(name, { variables, roles, network, vault, concurrency = 'none', artefacts }) {
        const { seconds, megabytes, inVpc, retention } = SIZES[name];
        const role = roles.all[roleOf(name)];
        const logGroup = vault.logGroup(this, `${name}-log`, retention);
        const reserved = concurrency === 'none' ? undefined : concurrency[name];
        const lambda = new Lambda(this, name, {
            description: `Rekey: ${name}`,
            runtime: Runtime.NODEJS_24_X,
            architecture: Architecture.ARM_64,
            handler: 'index.handler',
            code: Code.fromAsset(artefactOf(name, artefacts)),
            environment: environmentFor(name, variables),
            timeout: Duration.seconds(seconds),
            memorySize: megabytes,
            role,
            logGroup,
            loggingFormat: LoggingFormat.JSON,
            systemLogLevelV2: SystemLogLevel.WARN,
            ...(reserved === undefined ? {} : { reservedConcurrentExecutions: reserved })
        });
        role.addToPrincipalPolicy(new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] }));
        // Not by the L2's `vpc`, which would attach AWS's managed policy and want to look the network up.
        if (inVpc)
            lambda.node.defaultChild.vpcConfig = network.vpcConfig;
        return lambda;
    }
}
/** NODE_DEBUG prints passwords, so nobody may add to what a function reads, not even a stack around this one. */
function strangeVariables(name, lambda) {
    const { environment } = lambda.node.defaultChild;
    const { variables = {} } = (lambda.stack.resolve(environment) ?? {});
    const known = new Set(FUNCTIONS[name]);
    return Object.keys(variables).flatMap((key) => (known.has(key) ? [] : [`${name} must not have the variable ${key}: it reads only ${[...known].join(', ')}`]));
}
