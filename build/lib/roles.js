// One role per set of powers. Nothing is granted here that a function's steps do not need, and nothing is added behind our back.
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { TABLE_GRANTS } from './grants.js';
/** Whose powers a function has: the sweep finishes what commit began. */
export const roleOf = (name) => (name === 'sweep' ? 'commit' : name);
const NAMES = ['page', 'flow', 'verify', 'commit', 'locate', 'deliver'];
const IN_VPC = ['commit', 'locate'];
const STREAM = ['locate', 'deliver'];
export class Roles extends Construct {
    all;
    constructor(scope, id, table) {
        super(scope, id);
        this.all = Object.fromEntries(NAMES.map((name) => [name, this.role(name, table)]));
    }
    role(name, table) {
        const role = new Role(this, name, {
            assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
            description: `Rekey: what ${name} may do`
        });
        const statements = [
            ...(name === 'page' ? [] : table.statementsFor(TABLE_GRANTS[name])),
            ...(STREAM.includes(name) ? [table.streamStatement()] : []),
            ...(IN_VPC.includes(name) ? networkInterfaces() : [])
        ];
        for (const statement of statements)
            role.addToPrincipalPolicy(statement);
        return role;
    }
}
const INTERFACES = [
    ...['ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'ec2:DeleteNetworkInterface'],
    ...['ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses']
];
// Lambda makes the interfaces under the function's role. The function's own code must not.
const networkInterfaces = () => [
    new PolicyStatement({ sid: 'NetworkInterfaces', actions: INTERFACES, resources: ['*'] }),
    new PolicyStatement({
        sid: 'NotByCode',
        effect: Effect.DENY,
        actions: INTERFACES,
        resources: ['*'],
        conditions: { Null: { 'lambda:SourceFunctionArn': 'false' } }
    })
];
