// Where the identities lie that one role binds to the directories as.
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
/** A secret made here has no value: who deploys puts one in, and until then every cold start says that it cannot be read. */
export class IdentitySecret extends Construct {
    arn;
    constructor(scope, id, { purpose, reader, key, stores, existing, existingKeys }) {
        super(scope, id);
        this.arn = existing ?? this.made(purpose, key, stores);
        reader.addToPrincipalPolicy(new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [this.arn] }));
        const keys = existing === undefined ? [key.keyArn] : existingKeys;
        if (keys.length === 0)
            return;
        reader.addToPrincipalPolicy(new PolicyStatement({
            actions: ['kms:Decrypt'],
            resources: [...keys],
            conditions: { StringEquals: { 'kms:ViaService': `secretsmanager.${Stack.of(this).region}.amazonaws.com` } }
        }));
    }
    // The L2 construct would put a random password in, which looks like a value and is none.
    made(purpose, key, stores) {
        const value = JSON.stringify(Object.fromEntries(stores.map((store) => [store, { bindDn: '…', password: '…' }])));
        const secret = new CfnSecret(this, 'Secret', {
            description: `Rekey: ${purpose}. Empty until you put a value in: ${value}`.slice(0, 2048),
            kmsKeyId: key.keyArn
        });
        secret.applyRemovalPolicy(RemovalPolicy.RETAIN);
        return secret.ref;
    }
}
