// A stack that holds Rekey and nothing else: what bin/app.ts deploys.
import { Stack } from 'aws-cdk-lib';
import { Rekey } from './rekey.js';
export class RekeyStack extends Stack {
    rekey;
    constructor(scope, id, { rekey, ...props }) {
        super(scope, id, { description: 'Rekey: sets forgotten passwords', terminationProtection: true, crossRegionReferences: true, ...props });
        this.rekey = new Rekey(this, 'Rekey', rekey);
    }
}
