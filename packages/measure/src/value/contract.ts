import { daySchema, measuredSchema } from '@fealty/core'
import { z } from 'zod'
import { asOfSchema } from '../query/contract.ts'

export const valueModels = ['bg-nbd', 'mbg-nbd', 'pareto-nbd', 'gamma-gamma', 'sbg'] as const

export const fitInput = z.object({
  model: z.enum(valueModels).default('bg-nbd'),
  unit: z.enum(['day', 'week']).default('day'),
  /** Length of a contract's period; only the model sbg looks at it. */
  period: z.enum(['month', 'year']).default('month'),
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
  /** Unit of time of the parameters. */
  unit: z.enum(['day', 'week', 'month', 'year']),
  until: daySchema,
  /** What the shape of the data says in words: “no dropout visible”, … */
  notes: z.array(z.string()),
})

export const scoreInput = z.object({
  /** `auto`: contracts where there are subscriptions, else purchases. */
  model: z.enum(['auto', 'bg-nbd', 'mbg-nbd', 'sbg']).default('auto'),
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
  /** Whether values are margins or, where no cost is known, revenue net of returns. */
  basis: z.enum(['profit', 'revenue']),
  modelId: z.string(),
  /**
   * Expected against actual purchases (contracts kept) in the last quarter of the time, of a fit
   * that saw only the time before: 0.1 means 10 % too many were expected. Null when it cannot be told.
   */
  holdoutError: z.number().nullable(),
  /** Mean expected value of a customer, with its interval. */
  meanValue: measuredSchema,
  /** Exact decimal text. */
  totalValue: z.string(),
  notes: z.array(z.string()),
})

export const whaleInput = z.object({
  asOf: asOfSchema.optional(),
  /** First day; default: all facts up to `asOf`. */
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
  /**
   * Highest cumulative share of the total; above 1 when some customers destroy value. Null when the
   * total is not above zero, since shares of it would mean nothing.
   */
  peak: z.number().nullable(),
  /** Cumulative share of the total held by the top share of customers, in steps of 0.01. */
  share: z.array(z.object({ top: z.number(), value: z.number() })),
})

export const valuePageInput = z.object({
  asOf: asOfSchema.optional(),
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
        z.object({
          name: z.string(),
          value: z.number(),
          /** 95 % interval on the log scale, so never below zero; null where the data do not tell. */
          low: z.number().nullable(),
          high: z.number().nullable(),
        }),
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
