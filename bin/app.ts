// What `npx cdk synth` and `npx cdk deploy` run. `-c config=FILE` takes another configuration than rekey.config.ts; `-c nag=true` holds the
// stack against cdk-nag's AwsSolutions, Serverless and NIST 800-53 R5.
import { App, Validations } from 'aws-cdk-lib'
import { deploymentIn } from '../lib/deployment.ts'
import { RekeyStack } from '../lib/stack.ts'

const app = new App()
const { id, env, configuration } = await deploymentIn(app.node.tryGetContext('config') ?? 'rekey.config.ts')
new RekeyStack(app, id, { ...(env === undefined ? {} : { env }), rekey: configuration })

if (app.node.tryGetContext('nag') !== undefined) {
  const { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks } = await import('cdk-nag')
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app), new NIST80053R5Checks(app))
}
