/** A mail to one person. */
export interface OutgoingMail {
  workspaceId: string
  customerId: string
  /** The same on every try, so that a mail that left twice is one mail. */
  messageId: string
  /** What the mail calls its sender. */
  from: string
  to: string
  subject: string
  html: string
  text: string
  headers: Readonly<Record<string, string>>
}

/** How mails leave. */
export interface Mailer {
  /** True while mails are kept here and shown instead of sent. */
  catches: boolean
  /**
   * `refused`: the address takes no mail, and trying again would change nothing.
   * @throws FealtyError `mail.failed` when it may go better later
   */
  send: (mail: OutgoingMail) => Promise<'sent' | 'refused'>
}
