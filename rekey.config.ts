// What is deployed: change this, then `npx cdk deploy`. Every field is explained in lib/configuration.ts, in words and ranges; what is left
// out has the default that is told there. Nothing secret belongs here: the directories' identities lie in Secrets Manager.
import type { Deployment } from './lib/deployment.ts'

export const deployment: Deployment = {
  id: 'Rekey',
  // Left out: account and region of the credentials at hand. Needed for `edge` in a region other than us-east-1.
  // env: { account: '123456789012', region: 'eu-west-1' },
  configuration: {
    stores: [
      {
        id: 'main',
        profile: 'openldap',
        urls: ['ldaps://directory.example.com'],
        baseDn: 'ou=people,dc=example,dc=com',
        // The PEM text of the authority that signed the directory's certificate, where the system does not know it.
        // ca: readFileSync('directory-ca.pem', 'utf8'),
        protectedGroups: ['cn=admins,ou=groups,dc=example,dc=com'],
        domains: ['example.com']
      }
    ],
    mail: { from: 'Example <no-reply@example.com>' },
    mode: 'email',
    branding: { name: 'Example', help: 'No code? Ask the service desk.', contact: 'servicedesk@example.com' },
    // CloudFront brings a domain of its own, so this works as it is. With a domain: `domain: { name, hostedZone }`.
    frontDoor: { edge: true },
    network: { egress: 'ipv6' },
    concurrency: 'none',
    alarms: {}
  }
}
