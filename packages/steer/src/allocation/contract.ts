import { daySchema, measuredSchema } from '@fealty/core'
import { metricIds, spendBands } from '@fealty/measure'
import { z } from 'zod'

const id = z.string().min(1).max(64)
const money = z.number().min(0).max(1e12)
const bandSchema = z.enum(spendBands)

/** What is to be spent on the customers of each value band between two days. */
export const allocationSchema = z.object({
  id,
  name: z.string().trim().min(1).max(120),
  from: daySchema,
  to: daySchema,
  /** The role that answers for it. */
  owner: z.string().trim().min(1).max(120),
  /** Kinds of cost that count, in lower case, `contact` for the cost of contacts; none means all. */
  kinds: z.array(z.string().trim().toLowerCase().min(1).max(60)).max(40).default([]),
  amounts: z
    .array(z.object({ band: bandSchema, amount: money }))
    .min(1)
    .max(spendBands.length)
    .refine(
      (amounts) => new Set(amounts.map(({ band }) => band)).size === amounts.length,
      'each band stands once',
    ),
  /** Money that no band has been given yet. */
  reserve: money.default(0),
  /** Initiatives whose booked costs belong to a band; those of all others are not allocated. */
  initiatives: z
    .array(z.object({ initiativeId: id, band: bandSchema }))
    .max(100)
    .default([]),
  /** The measure that stands beside the money, for the high-value band and for the broad base. */
  metric: z.enum(metricIds).default('nps'),
})
export type Allocation = z.infer<typeof allocationSchema>

export const allocationSaveInput = allocationSchema.partial({ id: true }).extend({
  /** The version that was changed; 0 or left out for a new one. */
  expected: z.number().int().min(0).optional(),
  /** Why a plan is changed that has begun; needed then. */
  reason: z.string().trim().max(1000).optional(),
})
export const allocationSaveOutput = z.object({ id: z.string(), version: z.number() })

/** Left out: the plan of the running period, or spend of the last twelve months where there is none. */
export const allocationReadInput = z.object({ allocationId: id.optional() })

const shareSchema = z.number().nullable()

const lineSchema = z.object({
  customers: z.number(),
  customersShare: shareSchema,
  /** Profit (or revenue) of the twelve months before the first day. */
  value: z.number(),
  valueShare: shareSchema,
  /** Null where there is no plan. */
  planned: z.number().nullable(),
  plannedShare: shareSchema,
  /** The part of the plan that is due by the last day that is known, by days. */
  plannedToDate: z.number().nullable(),
  actual: z.number(),
  /** Of all that was spent, also of what has no band. */
  actualShare: shareSchema,
  /** Spent on one customer so far. */
  perCustomer: z.number().nullable(),
})
export type AllocationLine = z.infer<typeof lineSchema>

export const allocationReadOutput = z.object({
  headline: z.string(),
  subline: z.string(),
  currency: z.string(),
  asOf: daySchema,
  from: daySchema,
  to: daySchema,
  /** Up to which day spend is known; null before the first day. */
  until: daySchema.nullable(),
  basis: z.enum(['profit', 'revenue']),
  plans: z.array(z.object({ id: z.string(), name: z.string(), from: daySchema, to: daySchema })),
  plan: allocationSchema.extend({ version: z.number() }).nullable(),
  /** What the first version gave, where the plan was changed since, and why it was. */
  first: z
    .object({
      amounts: allocationSchema.shape.amounts,
      reserve: z.number(),
      changedAt: z.string(),
      reason: z.string().nullable(),
    })
    .nullable(),
  bands: z.array(lineSchema.extend({ band: bandSchema })),
  /** The best band, and everybody else: the broad base that the best must not hide. */
  groups: z.array(
    lineSchema.extend({
      group: z.enum(['high value', 'broad base']),
      measured: measuredSchema.nullable(),
    }),
  ),
  metric: z.object({ id: z.string(), title: z.string(), unit: z.string(), better: z.string() }),
  unallocated: z.object({
    planned: z.number().nullable(),
    plannedShare: shareSchema,
    actual: z.number(),
    actualShare: shareSchema,
    initiatives: z.array(z.object({ id: z.string(), name: z.string(), amount: z.number() })),
  }),
  total: z.object({
    planned: z.number().nullable(),
    plannedToDate: z.number().nullable(),
    actual: z.number(),
  }),
  /** All kinds of cost in these days, the largest first, and whether each counts. */
  kinds: z.array(z.object({ kind: z.string(), amount: z.number(), counts: z.boolean() })),
})
export type AllocationView = z.infer<typeof allocationReadOutput>
