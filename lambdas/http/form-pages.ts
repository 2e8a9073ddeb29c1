// The pages of a flow for people without a script. What draws them is loaded when the first of them is asked for: most people have a
// script, and no cold start should wait for what they do not need.
import type { Endpoint, FormEndpoint } from './api.ts'
import { withForms } from './forms.ts'
import type { Around } from './plain-page.ts'

const drawing = () => import('./plain-page.ts')

type Calls = Readonly<Record<string, Endpoint>> & { readonly 'GET /v1/flows/{flow}': Endpoint }

/** These calls and their forms, and the pages that the forms stand on: a flow as the call reads it, and the end that is the same for all. */
export const withPages = (calls: Calls, around: Around): Readonly<Record<string, Endpoint | FormEndpoint>> => ({
  ...withForms(calls),
  'GET /forms/{flow}': {
    answer: async (request, body, deadline) =>
      (await drawing()).flowPage(around, request, await calls['GET /v1/flows/{flow}'](request, body, deadline)),
    tell: async (refused, request) => (await drawing()).refusalPage(around, request, refused)
  },
  'GET /forms/done': async (request) => (await drawing()).donePage(around, request)
})
