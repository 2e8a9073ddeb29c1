import { atLeast } from '../rule.ts'

export const minCharacterClasses = atLeast(({ counts }) => Object.values(counts).filter((count) => count > 0).length)
