import { daySchema, measuredSchema } from '@fealty/core'
import { z } from 'zod'

export const performanceInput = z.object({
  /** First and last day of the answers; default: the year that ends with the data. */
  from: daySchema.optional(),
  to: daySchema.optional(),
})

/** A difference between customers with a case and customers like them without one. */
export const matchedEffect = z.object({
  /** With a case and without, among those who are compared. */
  withCase: measuredSchema,
  without: measuredSchema,
  /** With minus without. */
  difference: measuredSchema,
  verdict: z.enum(['real', 'noise', 'too few']),
})
export type MatchedEffect = z.infer<typeof matchedEffect>

export const performanceOutput = z.object({
  from: daySchema,
  to: daySchema,
  currency: z.string(),
  /** Detractors with a case, and those without one they are compared with. */
  customersWithCase: z.number(),
  customersWithout: z.number(),
  /** Share of those with a case who are in the comparison. */
  matched: z.number().nullable(),
  /** What they were matched on, in words. */
  matchedOn: z.string(),
  /** B: a matched comparison; C: too few could be matched for that. */
  grade: z.enum(['B', 'C']),
  gradeWhy: z.string(),
  /** Share who are no detractors any more in their next answer. */
  recovery: matchedEffect,
  /** Share still active half a year later. */
  retention: matchedEffect,
  /** What customers with a case in work bring in a year: a full count. */
  atRisk: measuredSchema,
  customersAtRisk: z.number(),
  /** Difference in retention times what the customers with a case bring in a year. */
  saved: measuredSchema,
})
export type CasePerformance = z.infer<typeof performanceOutput>
