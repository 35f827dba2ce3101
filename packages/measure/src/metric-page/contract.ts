import { changeSchema, daySchema, grainSchema, measuredSchema, periodSchema } from '@fealty/core'
import { z } from 'zod'
import { metricIds, metricInfoSchema } from '../metric/contract.ts'
import { scopeShape } from '../query/contract.ts'
import { trendPointSchema } from '../scorecard/contract.ts'

export const metricPageInput = z.object({
  metric: z.enum(metricIds),
  every: grainSchema.default('month'),
  /** How many periods the trend goes back. */
  periods: z.number().int().min(2).max(400).default(24),
  by: z.string().optional(),
  ...scopeShape,
})

export const metricPageOutput = z.object({
  metric: metricInfoSchema,
  workspace: z.object({ name: z.string(), currency: z.string() }),
  snapshotId: z.string(),
  asOf: daySchema,
  period: periodSchema,
  previous: periodSchema,
  headline: z.string(),
  subline: z.string(),
  now: measuredSchema,
  change: changeSchema,
  yearChange: changeSchema,
  /** Smaller changes than this would not be seen at this n; in the metric's unit. */
  detectable: z.number().nullable(),
  trend: z.array(trendPointSchema),
  /** First period from which on the level has moved for real, if it has. */
  movedSince: z.string().nullable(),
  happenings: z.array(z.object({ day: daySchema, name: z.string(), kind: z.string() })),
  breakdown: z.object({
    dimension: z.string(),
    dimensions: z.array(z.string()),
    rows: z.array(
      z.object({
        segment: z.string(),
        measured: measuredSchema,
        before: measuredSchema,
        change: changeSchema,
        /** Against the rest: whether this segment differs from all others together. */
        against: changeSchema,
        trend: z.array(trendPointSchema),
      }),
    ),
  }),
  /** Shares by band for each period of the trend; empty for metrics without bands. */
  bands: z.array(
    z.object({ period: periodSchema, bands: z.record(z.string(), z.number()), n: z.number() }),
  ),
  sql: z.string(),
})
export type MetricPage = z.infer<typeof metricPageOutput>
