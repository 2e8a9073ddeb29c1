// What `npx cdk synth` and `npx cdk deploy` run. `-c config=FILE` takes another configuration than rekey.config.ts.
import { App } from 'aws-cdk-lib'
import { deploymentIn } from '../lib/deployment.ts'
import { RekeyStack } from '../lib/stack.ts'

const app = new App()
const { id, env, configuration } = await deploymentIn(app.node.tryGetContext('config') ?? 'rekey.config.ts')
new RekeyStack(app, id, { ...(env === undefined ? {} : { env }), rekey: configuration })
