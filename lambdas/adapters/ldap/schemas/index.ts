import type { StoreConfig } from '../../../config.ts'
import { native } from './native.ts'
import { oblix } from './oblix.ts'
import { oracle } from './oracle.ts'
import type { Schema } from './schema.ts'

/** Where a store keeps the state of its accounts. */
export function schemaOf({ schema, stateAttributes }: Pick<StoreConfig, 'schema' | 'stateAttributes'>): Schema {
  switch (schema) {
    case 'native':
      return native
    case 'oblix':
      return oblix
    case 'oracle':
      return oracle(stateAttributes)
  }
}
