// Where a dictionary may lie: in a file beside the function, or in the one bucket that the deployment names.

/** An object of S3. */
export interface ObjectPlace {
  readonly bucket: string
  readonly key: string
}

// Only what stands for itself in an address, so that what is signed is what is sent.
const OBJECT = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/((?:[\w-][\w.-]*\/)*[\w-][\w.-]*)$/

/** Whether it is meant for something other than a file. */
export const isElsewhere = (location: string): boolean => /^[a-z0-9]{2,}:/i.test(location)

/** Where in the bucket a dictionary lies, or in words why it is not read from there. */
export function objectAt(location: string, bucket: string | undefined): ObjectPlace | string {
  const [, named, key = ''] = OBJECT.exec(location) ?? []
  if (bucket !== undefined && named === bucket) return { bucket, key }
  return bucket === undefined
    ? 'must be a file: no bucket of dictionaries is configured'
    : `must be a file, or s3://${bucket}/key of letters, digits and . _ - /`
}
