// The bucket that dictionaries of password policies are read from: who may read it, and the way there.
import { type Stack, Token } from 'aws-cdk-lib'
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Acknowledgement } from './acknowledgements.ts'
import type { Configuration, DictionarySettings } from './configuration.ts'
import type { Network } from './network.ts'
import type { Roles } from './roles.ts'

/** Lets those who judge passwords read the bucket, from where they run. */
export function reachDictionaries(stack: Stack, { dictionaries }: Configuration, { all }: Roles, network: Network): void {
  if (!dictionaries) return
  const objects = stack.formatArn({ service: 's3', region: '', account: '', resource: dictionaries.bucket, resourceName: '*' })
  for (const role of [all.commit, all.admin, ...(all.change ? [all.change] : [])]) letRead(stack, role, objects, dictionaries)
  network.reachObjects(objects)
}

function letRead({ region }: Stack, role: IRole, objects: string, { keyArn }: DictionarySettings): void {
  role.addToPrincipalPolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: [objects] }))
  if (keyArn === undefined) return
  const conditions = { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } }
  role.addToPrincipalPolicy(new PolicyStatement({ actions: ['kms:Decrypt'], resources: [keyArn], conditions }))
}

/** What cdk-nag says of it, which holds the partition, where it is known, and the bucket's name. */
export function acknowledgedFor({ partition }: Stack, { dictionaries }: Configuration): Acknowledgement[] {
  if (!dictionaries) return []
  const objects = `arn:${Token.isUnresolved(partition) ? '<AWS::Partition>' : partition}:s3:::${dictionaries.bucket}/*`
  const reason = 'The bucket is one of dictionaries. Which of its objects is read stands in the policies, which administrators change.'
  return [{ rules: [`AwsSolutions-IAM5[Resource::${objects}]`], paths: ['Roles/*/DefaultPolicy/Resource'], reason }]
}
