// The mailbox and the phone of the sandbox: whatever the SES and SNS endpoints were asked to send.

/** One message as it arrived. `at` is epoch milliseconds of the sandbox's clock. */
export interface Message {
  channel: 'email' | 'sms'
  to: string
  subject?: string
  text: string
  html?: string
  at: number
}

export interface Inbox {
  /** Oldest first. */
  readonly messages: readonly Message[]
  receive(message: Omit<Message, 'at'>): void
}

export function createInbox(now: () => number, onMessage: (message: Message) => void = () => {}): Inbox {
  const messages: Message[] = []
  return {
    messages,
    receive: (arrived) => {
      const message = { ...arrived, at: now() }
      messages.push(message)
      onMessage(message)
    }
  }
}
