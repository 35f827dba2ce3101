import { daySchema, measuredSchema } from '@fealty/core'
import { z } from 'zod'

export const valueModels = ['bg-nbd', 'mbg-nbd', 'pareto-nbd', 'gamma-gamma', 'sbg'] as const

export const fitInput = z.object({
  model: z.enum(valueModels).default('bg-nbd'),
  unit: z.enum(['day', 'week']).default('day'),
  /** Last day of the observed time; default: the last day of the data. */
  until: daySchema.optional(),
})

export const fitOutput = z.object({
  model: z.enum(valueModels),
  parameters: z.record(z.string(), z.number()),
  standardErrors: z.record(z.string(), z.number().nullable()),
  logLikelihood: z.number(),
  customers: z.number(),
  groups: z.number(),
  unit: z.enum(['day', 'week']),
  until: daySchema,
  /** What the shape of the data says in words: “no dropout visible”, … */
  notes: z.array(z.string()),
})

export const scoreInput = z.object({
  unit: z.enum(['day', 'week']).default('day'),
  until: daySchema.optional(),
  horizonDays: z.number().int().min(1).max(36_500).default(1_095),
  /** Yearly discount rate, e.g. 0.1. */
  rate: z.number().min(0).max(10).default(0.1),
})

export const scoreOutput = z.object({
  customers: z.number(),
  model: z.string(),
  until: daySchema,
  horizonDays: z.number(),
  rate: z.number(),
  /** Mean expected value of a customer, with its interval. */
  meanValue: measuredSchema,
  /** Exact decimal text. */
  totalValue: z.string(),
  notes: z.array(z.string()),
})

export const whaleInput = z.object({
  asOf: daySchema.optional(),
  from: daySchema.optional(),
  where: z.array(z.string()).default([]),
  /** Profit where costs are known, else revenue; or say which. */
  basis: z.enum(['profit', 'revenue']).optional(),
})

export const whaleOutput = z.object({
  basis: z.enum(['profit', 'revenue']),
  customers: z.number(),
  /** Exact sum, decimal text with the currency's places. */
  total: z.string(),
  /** Customers whose sum is below zero. */
  negative: z.number(),
  /** Highest cumulative share of the total; above 1 when some customers destroy value. */
  peak: z.number(),
  /** Cumulative share of the total held by the top share of customers. */
  share: z.array(z.object({ top: z.number(), value: z.number() })),
})

export const valuePageInput = z.object({
  asOf: daySchema.optional(),
  where: z.array(z.string()).default([]),
})

export const valuePageOutput = z.object({
  workspace: z.object({ name: z.string(), currency: z.string() }),
  snapshotId: z.string(),
  asOf: daySchema,
  headline: z.string(),
  subline: z.string(),
  whale: whaleOutput,
  /** From creators to destroyers. */
  bands: z.array(
    z.object({
      band: z.string(),
      customers: z.number(),
      profit: z.string(),
      share: z.number(),
      meanFutureValue: measuredSchema,
    }),
  ),
  /** Customers by band one year before and now. */
  migration: z.object({
    from: daySchema,
    to: daySchema,
    bands: z.array(z.string()),
    cells: z.array(z.object({ before: z.string(), now: z.string(), customers: z.number() })),
  }),
  rfm: z.array(
    z.object({
      recency: z.number(),
      frequency: z.number(),
      customers: z.number(),
      revenue: z.string(),
    }),
  ),
  model: z
    .object({
      name: z.string(),
      until: daySchema,
      horizonDays: z.number(),
      rate: z.number(),
      parameters: z.array(
        z.object({ name: z.string(), value: z.number(), se: z.number().nullable() }),
      ),
      notes: z.array(z.string()),
      holdoutError: z.number().nullable(),
    })
    .nullable(),
  bySegment: z.array(
    z.object({
      segment: z.string(),
      customers: z.number(),
      value: measuredSchema,
      share: z.number(),
    }),
  ),
})
