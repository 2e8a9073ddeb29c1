// The sandbox's own authority and the certificate that its servers show: made at every start, worth nothing elsewhere.
import { generate } from 'selfsigned'

export interface Certificate {
  /** PEM of the authority. */
  ca: string
  /** PEM of the server's certificate, for 127.0.0.1 and localhost. */
  cert: string
  /** PEM of its key. */
  key: string
}

// P-256, because an RSA key can take seconds to find.
const KIND = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const

/** Makes an authority and a certificate that it signed, both valid for a year. */
export async function makeCertificate(): Promise<Certificate> {
  const authority = await generate([{ name: 'commonName', value: 'Rekey sandbox authority' }], {
    ...KIND,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true }
    ]
  })
  const server = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...KIND,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' }
        ]
      }
    ]
  })
  return { ca: authority.cert, cert: server.cert, key: server.private }
}
