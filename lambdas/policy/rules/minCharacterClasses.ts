import { atLeast, DIGIT, LOWER, SPECIAL, UNICODE, UPPER } from '../rule.ts'

const CLASSES = [UPPER, LOWER, DIGIT, SPECIAL, UNICODE]

export const minCharacterClasses = atLeast((points) => CLASSES.filter((kind) => points.some((point) => kind.test(point))).length)
