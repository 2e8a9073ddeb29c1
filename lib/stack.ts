// A stack that holds Rekey and nothing else: what bin/app.ts deploys.
import { Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { Rekey, type RekeyProps } from './rekey.ts'

export interface RekeyStackProps extends StackProps {
  rekey: RekeyProps
}

export class RekeyStack extends Stack {
  readonly rekey: Rekey

  constructor(scope: Construct, id: string, { rekey, ...props }: RekeyStackProps) {
    super(scope, id, { description: 'Rekey: sets forgotten passwords', terminationProtection: true, crossRegionReferences: true, ...props })
    this.rekey = new Rekey(this, 'Rekey', rekey)
  }
}
