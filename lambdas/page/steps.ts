// What the steps after the first have beyond it, fetched as a reset begins: their screens, codes as people type them, and the new password
// under the server's own rules.

export { codeIn, isBareCode } from '../messages/typed-code.ts'
export { render } from '../view/render.ts'
export { judgeTyped, prepare, sayIn, suggest } from './new-password.ts'
export { screenOf } from './screen-of.ts'
export { giveBack, putBy } from './typed.ts'
export { listenForCode } from './web-otp.ts'
