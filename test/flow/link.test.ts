// Where a login page's link leads, and where people may go back to.
import { expect, test } from 'vitest'
import { type ForgotPassword, forgotPasswordDefaults, linkOf } from '../../lambdas/flow/forgot-password.ts'

const ORIGIN = 'https://reset.example.com'
const link = (over: Partial<ForgotPassword>) => linkOf({ ...forgotPasswordDefaults('email'), ...over }, ORIGIN)
const elsewhere = { defaultOTPForgotPasswordLink: false }

test.each<[Partial<ForgotPassword>, string]>([
  [{}, `${ORIGIN}/`],
  [{ customWebRoot: '/look' }, `${ORIGIN}/look`],
  [{ forgotPasswordURL: 'https://help.example/fp' }, `${ORIGIN}/`],
  [{ ...elsewhere, forgotPasswordURL: 'https://help.example/fp' }, 'https://help.example/fp'],
  [{ ...elsewhere, forgotPasswordURL: '/otpfp/pages/fp.jsp', customWebRoot: '/look' }, `${ORIGIN}/otpfp/pages/fp.jsp`],
  [elsewhere, `${ORIGIN}/`]
])('with %j the link leads to %s', (settings, url) => expect(link(settings)).toEqual({ display: true, url }))

test('a link that is not to be shown still leads somewhere', () => {
  expect(link({ displayOTPForgotPasswordLink: false })).toEqual({ display: false, url: `${ORIGIN}/` })
})
