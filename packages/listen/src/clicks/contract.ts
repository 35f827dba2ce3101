import { z } from 'zod'
import { clickReasons } from './judge-clicks.ts'

/** A person's word on a sheet that was set aside. */
const decisionSchema = z.object({
  state: z.enum(['released', 'put-back']),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
})
export type Decision = z.infer<typeof decisionSchema>

/** What is kept of a decision; who and when stand in the record's versions. */
export const decisionRecordSchema = z.object({ state: z.enum(['released', 'put-back']) })

/**
 * `clicks`: only clicks, of which no answer was made. `aside`: a sheet came in the middle of them and is
 * not counted. `answered`: a person answered later, and that counts. `released`, `put-back`: decided.
 */
export const quarantineStates = ['clicks', 'aside', 'answered', 'released', 'put-back'] as const

export const quarantineInput = z.object({ days: z.number().int().min(1).max(90).default(30) })

export const quarantineOutput = z.object({
  entries: z.array(
    z.object({
      surveyId: z.string(),
      /** The sheet that came, where one did. */
      responseId: z.string().nullable(),
      state: z.enum(quarantineStates),
      reasons: z.array(z.enum(clickReasons)),
      clicks: z.number(),
      scores: z.array(z.number()),
      agents: z.array(z.string()),
      first: z.string(),
      last: z.string(),
      decision: decisionSchema.nullable(),
    }),
  ),
})
export type QuarantineEntry = z.infer<typeof quarantineOutput>['entries'][number]

export const quarantineDecisionInput = z.object({
  responseId: z.string().min(1).max(64),
  reason: z.string().trim().min(1).max(500),
})
export const quarantineDecisionOutput = z.object({ state: z.enum(['released', 'put-back']) })
