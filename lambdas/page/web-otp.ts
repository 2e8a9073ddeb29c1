// Where the browser can hand over the code of an origin-bound SMS (WebOTP), it is asked to.
import { codeIn } from '../messages/typed-code.ts'

let listening: AbortController | undefined

/** Listens for a code of this length; undefined stops listening. */
export function listenForCode(digits: number | undefined): void {
  listening?.abort()
  listening = undefined
  if (digits === undefined || !('OTPCredential' in globalThis)) return
  listening = new AbortController()
  void receive(digits, listening.signal)
}

async function receive(digits: number, signal: AbortSignal): Promise<void> {
  try {
    const request = { otp: { transport: ['sms'] }, signal } as CredentialRequestOptions
    const credential = (await navigator.credentials.get(request)) as (Credential & { code?: string }) | null
    const code = codeIn(credential?.code ?? '', digits)
    const field = document.querySelector<HTMLInputElement>('#code')
    if (!code || !field) return
    field.value = code
    field.form?.requestSubmit()
  } catch {
    // Refused, timed out or gone on: the field is there.
  }
}
