// Keyed hashes for a function that has no way to KMS: under a key that is derived from the pepper in its secret.
import { createHmac } from 'node:crypto'
import type { IndexKey } from '../../ports.ts'

/** Hashes of its own: nobody else's budgets are counted under them. */
export const createPepperedIndex = (pepper: () => Promise<string>): IndexKey => ({
  async hash(purpose, value) {
    const key = createHmac('sha256', await pepper())
      .update('rekey.index.v1')
      .digest()
    return createHmac('sha256', key).update(`${purpose}\0${value}`).digest('base64url')
  }
})
