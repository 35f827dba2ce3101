import { changeSchema, daySchema, grainSchema, measuredSchema, periodSchema } from '@fealty/core'
import { z } from 'zod'
import { metricIds, metricInfoSchema } from '../metric/contract.ts'
import { scopeShape } from '../query/contract.ts'

export const scorecardInput = z.object({
  every: grainSchema.default('quarter'),
  /** Any day of the period to show; default: the last period that is over. */
  day: daySchema.optional(),
  /** The dimension of the segment table; default: segment, else the first there is. */
  by: z.string().optional(),
  ...scopeShape,
})

export const trendPointSchema = z.object({ period: periodSchema, measured: measuredSchema })

const cellSchema = z.object({
  measured: measuredSchema,
  before: measuredSchema,
  change: changeSchema,
})

export const scorecardOutput = z.object({
  workspace: z.object({ name: z.string(), currency: z.string() }),
  snapshotId: z.string(),
  asOf: daySchema,
  period: periodSchema,
  previous: periodSchema,
  lastYear: periodSchema,
  /** Periods that can be chosen, newest first. */
  periods: z.array(periodSchema),
  /** The finding in one or two sentences. */
  headline: z.string(),
  subline: z.string(),
  compared: z.number(),
  moved: z.number(),
  tiles: z.array(
    z.object({
      metric: metricInfoSchema,
      measured: measuredSchema,
      /** Against the period before. */
      change: changeSchema,
      /** Against the same period of the last fiscal year. */
      yearChange: changeSchema,
      trend: z.array(trendPointSchema),
    }),
  ),
  segments: z.object({
    dimension: z.string(),
    /** Dimensions that can be chosen. */
    dimensions: z.array(z.string()),
    metrics: z.array(metricInfoSchema),
    rows: z.array(
      z.object({
        segment: z.string(),
        customers: z.number(),
        cells: z.partialRecord(z.enum(metricIds), cellSchema),
        /** Share of the whole profit (or revenue, where costs are unknown) of 12 months. */
        valueShare: z.number().nullable(),
      }),
    ),
  }),
  movements: z.array(
    z.object({
      metric: z.enum(metricIds),
      /** Empty for the whole. */
      segment: z.string(),
      title: z.string(),
      before: measuredSchema,
      now: measuredSchema,
      change: changeSchema,
      /** What happened close to it: in its unit. Empty where nothing is known of. */
      nearby: z.string(),
    }),
  ),
  /** What happened in these periods that a reader would think of first, in one sentence; or empty. */
  meanwhile: z.string(),
  whale: z
    .object({
      basis: z.string(),
      customers: z.number(),
      topTwentyShare: z.number(),
      belowZeroShare: z.number(),
      points: z.array(z.object({ customersShare: z.number(), profitShare: z.number() })),
    })
    .nullable(),
})
export type Scorecard = z.infer<typeof scorecardOutput>
