import { daySchema, measuredSchema, periodSchema } from '@fealty/core'
import { z } from 'zod'
import { scopeShape } from '../query/contract.ts'

export const cohortsInput = z.object({
  every: z.enum(['month', 'quarter', 'year']).default('quarter'),
  ...scopeShape,
})

export const cohortsOutput = z.object({
  workspace: z.object({ name: z.string(), currency: z.string() }),
  snapshotId: z.string(),
  asOf: daySchema,
  basis: z.enum(['subscription', 'purchase']),
  headline: z.string(),
  subline: z.string(),
  /** Number of ages in the widest row; age 0 is the end of the cohort's first period. */
  ages: z.number(),
  cohorts: z.array(
    z.object({
      period: periodSchema,
      size: z.number(),
      /** Share of the cohort active that many periods later; only ages the cohort has had time for. */
      cells: z.array(z.object({ age: z.number(), measured: measuredSchema })),
    }),
  ),
  sql: z.string(),
})
