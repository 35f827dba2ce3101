import { z } from 'zod'

export const mailsOutput = z.object({
  /** False when mails leave by SMTP: then nothing is kept here. */
  catches: z.boolean(),
  mails: z.array(
    z.object({
      id: z.string(),
      recipient: z.string(),
      subject: z.string(),
      /** First words of the mail after the company's name: what it asks. */
      opening: z.string(),
      at: z.string(),
    }),
  ),
})
export const mailInput = z.object({ mailId: z.string().max(200) })
export const mailOutput = z.object({
  id: z.string(),
  recipient: z.string(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  headers: z.record(z.string(), z.string()),
  at: z.string(),
})
