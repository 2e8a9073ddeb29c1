import type { Schema } from './schema.ts'

/** The directory's own attributes and no others: everything is the profile's. */
export const native: Schema = { attributes: [], standing: () => ({}), written: () => [], switches: {} }
