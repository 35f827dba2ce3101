import { daySchema, grainSchema, measuredSchema, periodSchema } from '@fealty/core'
import { z } from 'zod'
import { metricIds, metricInfoSchema } from '../metric/contract.ts'

const momentSchema = z.iso.datetime({ offset: true })

/**
 * Up to when: a day, after which no fact is looked at, or a moment, for which the facts are read as
 * they were loaded then.
 */
export const asOfSchema = z
  .string()
  .refine(
    (text) => daySchema.safeParse(text).success || momentSchema.safeParse(text).success,
    'expected a day (2026-03-31) or a moment (2026-03-31T09:00:00Z)',
  )
  .describe('A day, e.g. 2026-03-31, or a moment, e.g. 2026-03-31T09:00:00Z: what was loaded then')

/** Input parts that every question about measures shares. */
export const scopeShape = {
  /** Default: the last day of the data. */
  asOf: asOfSchema.optional(),
  /** Conditions `DIMENSION=VALUE`; several of one dimension are alternatives, and those that `||` joins in one condition. */
  where: z.array(z.string()).default([]),
  /** What makes a customer active: a running subscription, or a purchase within the last year. Default: subscriptions where there are any. */
  basis: z.enum(['subscription', 'purchase']).optional(),
  /** Confidence level of the intervals. */
  level: z.number().gt(0.5).lt(1).default(0.95),
}

export const queryInput = z.object({
  metric: z.enum(metricIds),
  /** Dimensions to cut by, at most three. */
  by: z.array(z.string()).max(3).default([]),
  every: grainSchema.optional(),
  from: daySchema.optional(),
  /** Last day, inclusive. */
  to: daySchema.optional(),
  ...scopeShape,
})

export const measuredRowSchema = z.object({
  metric: z.enum(metricIds),
  period: periodSchema,
  /** Dimension to value; empty for the whole. A customer without the attribute is under “(none)”. */
  segment: z.record(z.string(), z.string()),
  measured: measuredSchema,
})
export type MeasuredRow = z.infer<typeof measuredRowSchema>

export const queryOutput = z.object({
  metric: metricInfoSchema,
  asOf: daySchema,
  snapshotId: z.string(),
  basis: z.enum(['subscription', 'purchase']),
  rows: z.array(measuredRowSchema),
  /** The SQL that gave the sufficient statistics, as a person reads it. */
  sql: z.string(),
})

export const catalogueOutput = z.object({
  metrics: z.array(
    metricInfoSchema.extend({
      /** False when the facts it needs are not loaded. */
      available: z.boolean(),
      missing: z.array(z.string()),
    }),
  ),
  dimensions: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      /** Fact kind that carries it. */
      kind: z.string(),
    }),
  ),
})
