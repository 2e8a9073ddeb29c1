import type { Configuration, DomainSettings, FrontDoorSettings } from './configuration.ts'
import { labelProblems } from './problems-labels.ts'

const HOST = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/
const CERTIFICATE = /^arn:aws[\w-]*:acm:([a-z0-9-]+):\d{12}:certificate\/[\w-]+$/

/** What is wrong with the way in; `region` where it is known. */
export function frontDoorProblems({ frontDoor, network }: Partial<Configuration>, region?: string): string[] {
  if (frontDoor === undefined) return ['frontDoor: is missing; it says how people reach the page']
  const { access = 'regional', edge = false, domain, origin, edgeKeys, vpcEndpointIds, countries, requestsPerAddress = 1000 } = frontDoor
  const isPrivate = access === 'private'
  const wrong: [boolean, string][] = [
    [access !== 'regional' && access !== 'private', 'frontDoor.access: must be regional or private'],
    [isPrivate && edge, 'frontDoor.edge: CloudFront cannot reach a private front door'],
    [
      isPrivate && domain !== undefined,
      'frontDoor.domain: a private front door has none; map one to the VPC endpoint and say it as origin'
    ],
    [
      isPrivate && origin === undefined,
      'frontDoor.origin: a private front door needs the origin that people see, such as https://reset.corp.example'
    ],
    [
      !isPrivate && !edge && domain === undefined && origin === undefined,
      'frontDoor.domain: a regional front door needs a domain of yours (or an origin); with edge, CloudFront brings one'
    ],
    [domain !== undefined && origin !== undefined, 'frontDoor.origin: is what domain says already; leave one of them out'],
    [edge && origin !== undefined, 'frontDoor.origin: with edge it is CloudFront’s address or the domain; leave it out'],
    [edgeKeys !== undefined && !edge, 'frontDoor.edgeKeys: go with edge only'],
    [vpcEndpointIds !== undefined && !isPrivate, 'frontDoor.vpcEndpointIds: go with access private only'],
    [
      vpcEndpointIds?.some((id) => !/^vpce-[0-9a-f]+$/.test(id)) === true,
      'frontDoor.vpcEndpointIds: must be ids such as vpce-0123456789abcdef0'
    ],
    [
      isPrivate && network?.vpc !== undefined && !vpcEndpointIds?.length,
      'frontDoor.vpcEndpointIds: a private front door in a given VPC needs its execute-api endpoints'
    ],
    [countries?.length === 0, 'frontDoor.countries: must not be empty; leave it out to let every country call'],
    [countries?.some((code) => !/^[A-Z]{2}$/.test(code)) === true, 'frontDoor.countries: must be two-letter country codes, such as US,JP'],
    [
      !Number.isInteger(requestsPerAddress) || requestsPerAddress < 100 || requestsPerAddress > 100_000,
      'frontDoor.requestsPerAddress: must be a whole number of requests per 5 minutes, 100 to 100000'
    ]
  ]
  const labels = labelProblems('frontDoor.edgeKeys', edgeKeys)
  return [...wrong.flatMap(([is, told]) => (is ? [told] : [])), ...labels, ...(domain ? domainProblems(domain, frontDoor, region) : [])]
}

function domainProblems(
  { name, certificateArn, hostedZone }: Partial<DomainSettings>,
  { edge }: FrontDoorSettings,
  region?: string
): string[] {
  const certified = CERTIFICATE.exec(certificateArn ?? '')?.[1]
  const wanted = edge ? 'us-east-1' : region
  const wrong: [boolean, string][] = [
    [name === undefined || !HOST.test(name), 'frontDoor.domain.name: must be a host name, such as reset.example.com'],
    [certificateArn !== undefined && certified === undefined, 'frontDoor.domain.certificateArn: must be the ARN of a certificate in ACM'],
    [
      certified !== undefined && wanted !== undefined && certified !== wanted,
      `frontDoor.domain.certificateArn: must be of a certificate in ${wanted}, and is in ${certified}`
    ],
    [certificateArn === undefined && hostedZone === undefined, 'frontDoor.domain: needs a certificateArn, or a hostedZone to make one in'],
    [
      hostedZone !== undefined && !/^Z[A-Z0-9]+$/.test(hostedZone.id ?? ''),
      'frontDoor.domain.hostedZone.id: must be an id such as Z0123456789ABC'
    ],
    [
      hostedZone !== undefined && name !== undefined && name !== hostedZone.name && !name.endsWith(`.${hostedZone.name}`),
      `frontDoor.domain.hostedZone.name: ${name} does not lie in this zone`
    ]
  ]
  return wrong.flatMap(([is, told]) => (is ? [told] : []))
}
