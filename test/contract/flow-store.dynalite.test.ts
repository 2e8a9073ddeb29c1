import { describe } from 'vitest'
import { startDynalite } from '../support/dynalite.ts'
import { flowStoreContract } from './flow-store.ts'

describe('the flow store on dynalite', () => flowStoreContract(startDynalite, { races: 100, walks: 200 }))
