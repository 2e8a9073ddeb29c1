// A KMS key that makes MACs for the named roles and for nobody else, whatever their own policies say.
import { RemovalPolicy } from 'aws-cdk-lib';
import { AccountRootPrincipal, AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
const USES = ['kms:GenerateMac', 'kms:VerifyMac'];
// All that there is but using it and handing out grants.
const CARE = [
    ...['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:ListKeyPolicies', 'kms:ListGrants', 'kms:ListResourceTags', 'kms:GetKeyRotationStatus'],
    ...['kms:PutKeyPolicy', 'kms:UpdateKeyDescription', 'kms:EnableKey', 'kms:DisableKey', 'kms:RevokeGrant'],
    ...['kms:TagResource', 'kms:UntagResource', 'kms:ScheduleKeyDeletion', 'kms:CancelKeyDeletion']
];
export class MacKey extends Construct {
    key;
    constructor(scope, id, { description, users }) {
        super(scope, id);
        const arns = users.map(({ roleArn }) => roleArn);
        this.key = new Key(this, 'Key', {
            description,
            keySpec: KeySpec.HMAC_256,
            keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
            removalPolicy: RemovalPolicy.RETAIN,
            policy: new PolicyDocument({
                statements: [
                    new PolicyStatement({ sid: 'Care', principals: [new AccountRootPrincipal()], actions: CARE, resources: ['*'] }),
                    new PolicyStatement({
                        sid: 'NobodyElse',
                        effect: Effect.DENY,
                        principals: [new AnyPrincipal()],
                        actions: [...USES, 'kms:CreateGrant'],
                        resources: ['*'],
                        conditions: { ArnNotEquals: { 'aws:PrincipalArn': arns } }
                    })
                ]
            })
        });
        for (const user of users)
            this.key.addToResourcePolicy(macStatement('*', { principals: [user] }));
        for (const user of users)
            user.addToPrincipalPolicy(macStatement(this.key.keyArn));
    }
}
const macStatement = (resource, more = {}) => new PolicyStatement({
    actions: ['kms:GenerateMac'],
    resources: [resource],
    conditions: { StringEquals: { 'kms:MacAlgorithm': 'HMAC_SHA_256' } },
    ...more
});
