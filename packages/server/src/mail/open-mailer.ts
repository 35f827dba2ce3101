import { FealtyError } from '@fealty/core'
import type { Mailer, OutgoingMail } from '@fealty/listen'
import { keepMail, type Store } from '@fealty/store'
import { createTransport } from 'nodemailer'

export interface MailerOptions {
  /** `smtps://HOST` with name and password in it, or `smtp://host:587`; without it mails are caught here. */
  smtpUrl?: string | undefined
  /** The address that mails come from. */
  from?: string | undefined
}

const catcherFrom = 'surveys@localhost'
const waitMilliseconds = 15_000
/** An address as RFC 5321 has it, as far as customers have them: no list, no comment, no line break. */
const addressPattern = /^[^\s<>()[\]\\,;:"@\p{Cc}]{1,64}@[^\s<>()[\]\\,;:"@\p{Cc}]{1,253}$/u

/** How mails leave this installation: by SMTP, or into the catcher, where they are looked at. */
export function openMailer(
  store: Store,
  now: () => Date,
  { smtpUrl, from = catcherFrom }: MailerOptions,
): Mailer {
  const send = smtpUrl === undefined ? toCatcher(store, now) : toSmtp(smtpUrl, from)
  return {
    catches: smtpUrl === undefined,
    // One address and nothing else: what holds a line break or a second address writes to nobody.
    send: (mail) => (addressPattern.test(mail.to) ? send(mail) : Promise.resolve('refused')),
  }
}

function toCatcher(store: Store, now: () => Date): Mailer['send'] {
  return async ({ workspaceId, customerId, messageId, to, subject, html, text, headers }) => {
    await keepMail(store, {
      id: messageId.replace(/[<>]/g, ''),
      workspaceId,
      customerId,
      recipient: to,
      subject,
      html,
      text,
      headers: JSON.stringify(headers),
      at: now().toISOString(),
    })
    return 'sent'
  }
}

function toSmtp(url: string, from: string): Mailer['send'] {
  const transport = createTransport({
    url,
    connectionTimeout: waitMilliseconds,
    greetingTimeout: waitMilliseconds,
    socketTimeout: waitMilliseconds,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return async (mail: OutgoingMail) => {
    const { messageId, to, subject, html, text, headers } = mail
    try {
      await transport.sendMail({
        from: { name: mail.from, address: from },
        to: { name: '', address: to },
        subject,
        html,
        text,
        headers: { ...headers },
        messageId,
      })
      return 'sent'
    } catch (error) {
      if (isForGood(error)) return 'refused'
      throw new FealtyError('mail.failed', {}, { cause: error })
    }
  }
}

/** The server knows the receiver and takes nothing for it: 5xx to `RCPT TO` (RFC 5321, 4.2.1). */
function isForGood(error: unknown): boolean {
  if (!(error instanceof Error) || !('responseCode' in error) || !('command' in error)) return false
  return Number(error.responseCode) >= 500 && String(error.command).startsWith('RCPT')
}
