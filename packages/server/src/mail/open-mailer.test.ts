import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OutgoingMail } from '@fealty/listen'
import type { Store } from '@fealty/store'
import { SMTPServer } from 'smtp-server'
import { openMailer } from './open-mailer.ts'

let smtp: SMTPServer
let url = ''
const received: { to: string[]; body: string }[] = []
let busy = false

beforeAll(async () => {
  smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      if (busy) done(Object.assign(new Error('later'), { responseCode: 451 }))
      else if (address.startsWith('gone')) {
        done(Object.assign(new Error('unknown'), { responseCode: 550 }))
      } else done()
    },
    onData(stream, session, done) {
      let body = ''
      stream.on('data', (part: Buffer) => (body += part.toString()))
      stream.on('end', () => {
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), body })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => void smtp.listen(0, '127.0.0.1', resolve))
  url = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await new Promise<void>((resolve) => {
    smtp.close(resolve)
  })
})

const mail = (changed: Partial<OutgoingMail> = {}): OutgoingMail => ({
  workspaceId: 'w1',
  customerId: 'c1',
  messageId: '<e1@ask.example.com>',
  from: 'Northline',
  to: 'c1@customers.example',
  subject: 'A question',
  html: '<p>Hello</p>',
  text: 'Hello',
  headers: { 'List-Unsubscribe': '<https://ask.example.com/s/t/unsubscribe>' },
  ...changed,
})
const noStore = {} as Store
const send = (changed: Partial<OutgoingMail> = {}) => {
  received.length = 0
  const options = { smtpUrl: url, from: 'surveys@northline.example' }
  return openMailer(noStore, () => new Date(), options).send(mail(changed))
}

test('a mail arrives at a real server with both parts, its id and its headers', async () => {
  expect(await send()).toBe('sent')
  const [{ to, body } = { to: [], body: '' }] = received
  expect(to).toEqual(['c1@customers.example'])
  expect(body).toMatch(/^Message-ID: <e1@ask\.example\.com>/m)
  expect(body).toMatch(/^List-Unsubscribe: <https:\/\/ask\.example\.com\/s\/t\/unsubscribe>/m)
  expect(body).toMatch(/^From: Northline <surveys@northline\.example>/m)
  expect(body).toContain('multipart/alternative')
})

test.each([
  'a@b.example\r\nRCPT TO:<other@example.com>',
  'a@b.example\nBcc: other@example.com',
  'a@b.example, other@example.com',
  '<a@b.example> SIZE=1',
  '"a b"@b.example',
  'no address',
  'a@b@c.example',
  '',
])('%j writes to nobody', async (to) => {
  expect(await send({ to })).toBe('refused')
  expect(received).toEqual([])
})

test('line breaks in sender and subject begin no header', async () => {
  await send({
    from: 'Evil"\r\nBcc: x@example.com',
    subject: 'Hi\r\nBcc: y@example.com\r\n\r\nbody',
  })
  const [{ to, body } = { to: [], body: '' }] = received
  expect(to).toEqual(['c1@customers.example'])
  expect(body.split(/\r?\n\r?\n/)[0]).not.toMatch(/^Bcc:/m)
})

test('an address that the server does not know is refused for good; a busy server is tried again', async () => {
  expect(await send({ to: 'gone@customers.example' })).toBe('refused')
  busy = true
  try {
    await expect(send()).rejects.toMatchObject({ code: 'mail.failed' })
  } finally {
    busy = false
  }
  const away = openMailer(noStore, () => new Date(), { smtpUrl: 'smtp://127.0.0.1:1' })
  await expect(away.send(mail())).rejects.toMatchObject({ code: 'mail.failed' })
})
