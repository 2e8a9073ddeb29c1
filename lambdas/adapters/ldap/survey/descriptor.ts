// Who may reset a password in Active Directory is no attribute's right but an extended one, told by the entry's access list alone
// (MS-DTYP 2.4.6; MS-ADTS 5.1.3.2.1, User-Force-Change-Password).

const RESET_PASSWORD = '00299570-246d-11d0-a768-00aa006e0529'
const CONTROL_ACCESS = 0x100
const INHERIT_ONLY = 0x08
const ALLOWED = new Set([0x00, 0x05])
const DENIED = new Set([0x01, 0x06])
const OBJECT = new Set([0x05, 0x06])

const guid = (bytes: Buffer): string => {
  const groups = [
    bytes.subarray(0, 4).reverse(),
    bytes.subarray(4, 6).reverse(),
    bytes.subarray(6, 8).reverse(),
    bytes.subarray(8, 10),
    bytes.subarray(10)
  ]
  return groups.map((group) => group.toString('hex')).join('-')
}

/** Whether somebody with these SIDs may set the password of the entry that this descriptor belongs to. */
export function mayReset(descriptor: Buffer, sids: readonly Buffer[]): boolean {
  const start = descriptor.readUInt32LE(16)
  if (start === 0) return true
  let at = start + 8
  for (let left = descriptor.readUInt16LE(start + 4); left > 0; left -= 1) {
    const ace = Buffer.from(descriptor.subarray(at, at + descriptor.readUInt16LE(at + 2)))
    at += ace.length
    if (isAbout(ace, sids)) return ALLOWED.has(ace.readUInt8(0))
  }
  return false
}

function isAbout(ace: Buffer, sids: readonly Buffer[]): boolean {
  const type = ace.readUInt8(0)
  if (!(ALLOWED.has(type) || DENIED.has(type)) || ace.readUInt8(1) & INHERIT_ONLY || !(ace.readUInt32LE(4) & CONTROL_ACCESS)) return false
  const flags = OBJECT.has(type) ? ace.readUInt32LE(8) : 0
  const head = OBJECT.has(type) ? 12 : 8
  const sid = ace.subarray(head + (flags & 1 ? 16 : 0) + (flags & 2 ? 16 : 0))
  return (
    (!(flags & 1) || guid(ace.subarray(head, head + 16)) === RESET_PASSWORD) && sids.some((own) => sid.subarray(0, own.length).equals(own))
  )
}
