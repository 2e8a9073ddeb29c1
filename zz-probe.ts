import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { App } from 'aws-cdk-lib'
import { RekeyStack } from './lib/index.ts'
const dir = mkdtempSync('/tmp/t/art-')
for (const n of ['page','flow','verify','commit','sweep','locate','deliver']) { mkdirSync(`${dir}/${n}`); writeFileSync(`${dir}/${n}/index.mjs`, 'export const handler = async () => {}') }
console.time('synth')
const app = new App({ outdir: '/tmp/t/out' })
const v = process.argv[2]
const fd: any = v === 'edge' ? { edge: true } : v === 'private' ? { access: 'private', origin: 'https://reset.corp.example' } : { domain: { name: 'reset.example.com', certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/abc' } }
const s = new RekeyStack(app, 'Rekey', { ...(process.argv[3] ? { env: { account: '123456789012', region: process.argv[3] } } : {}), rekey: { artefacts: dir, stores: [{ id: 'main', profile: 'openldap', urls: ['ldaps://directory.example'], baseDn: 'dc=example' }], mail: { from: 'Example <no-reply@example.com>' }, sms: { countries: ['US'] }, frontDoor: fd } })
const asm = app.synth()
console.timeEnd('synth')
console.log(asm.stacks.map((s) => s.stackName + ' ' + Object.keys(s.template.Resources).length))
