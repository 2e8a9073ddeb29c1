// The token of a plain form: what a page of ours puts into its forms, and another site cannot know.
import { createHmac } from 'node:crypto'

/** The token for a form: made from the secret in the browser's cookie and, once there is a flow, from its id. */
export const formToken = (cookieSecret: string, flow?: string): string =>
  createHmac('sha256', Buffer.from(cookieSecret, 'base64url'))
    .update(['rekey.form.v1', ...(flow === undefined ? [] : [flow])].join('\0'))
    .digest('base64url')
