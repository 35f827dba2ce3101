import { changeSchema, measuredSchema, periodSchema } from '@fealty/core'
import { metricInfoSchema } from '@fealty/measure'
import { z } from 'zod'
import { surveySeries } from '../survey/contract.ts'

/** The standard scores a board may show. */
export const boardScores = ['nps', 'csat', 'ces'] as const
export type BoardScore = (typeof boardScores)[number]

export const boardSchema = z.object({
  surveyId: z.string(),
  /** Name of the survey. Its series are never mixed with those of another. */
  survey: z.string(),
  series: z.enum(surveySeries),
  score: z.enum(boardScores),
  title: z.string(),
  unit: metricInfoSchema.shape.unit,
  /** Facts of the running period together with the answers that have not landed yet. */
  measured: measuredSchema,
  /** Of the period before, whole. */
  before: measuredSchema,
  /** Of the running period against the one before, judged together with all other boards. */
  change: changeSchema,
  /** Answers of this survey within the last hour; null for an anonymous one, which keeps no hour. */
  lastHour: z.number().nullable(),
  /** Answers of this survey that are counted here, but not yet facts. */
  waiting: z.number(),
})
export type Board = z.infer<typeof boardSchema>

export const scoreboardOutput = z.object({
  period: periodSchema,
  previous: periodSchema,
  boards: z.array(boardSchema),
  /** Answers of all open surveys within the last hour. Anonymous ones have no hour and are not in it. */
  lastHour: z.number(),
  /** Accepted, on disk, and counted here, but not yet facts. */
  waiting: z.number(),
})
export type Scoreboard = z.infer<typeof scoreboardOutput>
