import { z } from 'zod'

/**
 * The answers of one sheet by question id: a whole number for a score, a choice id, choice ids, rows of
 * a matrix with their scores, or text. A question that was skipped is absent: a skip is no answer.
 */
export const answersSchema = z.record(
  z.string().max(40),
  z.union([
    z.number().int(),
    z.string().max(20_000),
    z.array(z.string().max(40)).max(50),
    z.record(z.string().max(40), z.number().int()),
  ]),
)
export type Answers = z.infer<typeof answersSchema>

/** How the sheet came. */
const answerChannels = ['mail', 'link', 'qr', 'widget', 'api'] as const

/** What a client sends. The id is the client's own: sent again, the sheet counts once. */
export const answerSheetSchema = z.object({
  responseId: z.uuid(),
  answers: answersSchema,
  /** False while the person is still at it: what is there already is kept. */
  complete: z.boolean().default(true),
  language: z.string().max(20).optional(),
})
export type AnswerSheet = z.infer<typeof answerSheetSchema>

/** The scores of a sheet that measures know. */
const scoresSchema = z.object({
  nps: z.number().int().min(0).max(10).optional(),
  csat: z.number().int().min(1).max(5).optional(),
  ces: z.number().int().min(1).max(7).optional(),
})

/** Topic of the event that an accepted sheet writes, once it is complete or has rested for an hour. */
export const responseAccepted = 'response.accepted'

/** What the event tells; the text itself stays in the answer, so that erasing it is enough. */
export const responseAcceptedSchema = z.object({
  responseId: z.string(),
  surveyId: z.string(),
  surveyVersion: z.number(),
  series: z.enum(['relationship', 'transaction', 'benchmark']),
  touchpoint: z.string().nullable(),
  /** Null for an anonymous survey or an open link. */
  customerId: z.string().nullable(),
  accountId: z.string().nullable(),
  unit: z.string().nullable(),
  channel: z.enum(answerChannels),
  language: z.string().nullable(),
  invitationId: z.string().nullable(),
  scores: scoresSchema,
  hasComment: z.boolean(),
  /** The day it was given, in the workspace's time zone. */
  day: z.string(),
  at: z.string(),
})
export type ResponseAccepted = z.infer<typeof responseAcceptedSchema>

const key = z.string().trim().min(1).max(200)

/** A sheet that comes with an API key: the program that sends it says whose it is. */
export const answersInput = answerSheetSchema.extend({
  surveyId: z.string().min(1).max(64),
  customerId: key.optional(),
  accountId: key.optional(),
  unit: key.optional(),
  touchpoint: key.optional(),
})

export const answersOutput = z.object({
  /** `accepted`: on disk now; `repeated`: it was already; `updated`: an unfinished sheet went on. */
  outcome: z.enum(['accepted', 'repeated', 'updated']),
  responseId: z.string(),
})
