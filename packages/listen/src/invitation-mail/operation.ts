import { defineOperation, FealtyError, type Call } from '@fealty/core'
import { findMail, listMails } from '@fealty/store'
import { z } from 'zod'
import type { OutsideServices } from '../services.ts'
import { mailInput, mailOutput, mailsOutput } from './contract.ts'

const mostShown = 100

/** The company's name stands in the first line; what is asked in the next one that says anything. */
const openingOf = (text: string): string => text.split('\n').filter(Boolean)[1] ?? ''

const list = defineOperation({
  id: 'mails.list',
  summary: 'Mails that were caught here instead of sent, for trying out',
  kind: 'query',
  input: z.object({}),
  output: mailsOutput,
  errors: [],
  access: ['owner', 'analyst'],
  async run({ services: { store, mailer }, workspaceId }: Call<OutsideServices>) {
    const mails = await listMails(store, workspaceId, mostShown)
    return {
      catches: mailer.catches,
      mails: mails.map(({ text, ...mail }) => ({ ...mail, opening: openingOf(text) })),
    }
  },
})

const one = defineOperation<OutsideServices, typeof mailInput, typeof mailOutput>({
  id: 'mails.one',
  summary: 'A mail that was caught here, as its receiver would see it',
  kind: 'query',
  input: mailInput,
  output: mailOutput,
  errors: ['record.not-found'],
  access: ['owner', 'analyst'],
  async run({ services: { store }, workspaceId }, { mailId }) {
    const mail = await findMail(store, workspaceId, mailId)
    if (!mail) throw new FealtyError('record.not-found', { what: 'mail' })
    return { ...mail, headers: JSON.parse(mail.headers) as Record<string, string> }
  },
})

/** The operations of this slice. */
export const mailOperations = [list, one] as const
