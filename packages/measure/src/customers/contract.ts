import { daySchema } from '@fealty/core'
import { z } from 'zod'

export const customerListInput = z.object({
  search: z.string().max(200).default(''),
  sort: z.enum(['value', 'profit', 'last', 'name']).default('value'),
  direction: z.enum(['up', 'down']).default('down'),
  band: z.string().optional(),
  where: z.array(z.string()).default([]),
  page: z.number().int().min(1).default(1),
  pageSize: z.number().int().min(1).max(200).default(50),
  asOf: daySchema.optional(),
})

const customerRow = z.object({
  customerId: z.string(),
  name: z.string().nullable(),
  segment: z.string().nullable(),
  unit: z.string().nullable(),
  firstDay: daySchema.nullable(),
  lastDay: daySchema.nullable(),
  purchases: z.number(),
  /** Exact decimal text in the workspace's currency. */
  revenue: z.string(),
  profit: z.string().nullable(),
  /** Expected discounted value with its interval; null before a model was fitted. */
  value: z.number().nullable(),
  valueLow: z.number().nullable(),
  valueHigh: z.number().nullable(),
  pAlive: z.number().nullable(),
  band: z.string().nullable(),
  active: z.boolean(),
})

export const customerListOutput = z.object({
  total: z.number(),
  page: z.number(),
  pageSize: z.number(),
  currency: z.string(),
  rows: z.array(customerRow),
})

/** One answer of a customer, as every page of that customer tells it. */
export const customerAnswer = z.object({
  day: daySchema.nullable(),
  survey: z.string().nullable(),
  touchpoint: z.string().nullable(),
  nps: z.number().nullable(),
  csat: z.number().nullable(),
  ces: z.number().nullable(),
  comment: z.string().nullable(),
})

export const customerOneInput = z.object({ customerId: z.string(), asOf: daySchema.optional() })

export const customerOneOutput = z.object({
  currency: z.string(),
  customer: customerRow,
  attributes: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Everything that happened, newest first, at most 500. */
  events: z.array(
    z.object({
      day: daySchema,
      kind: z.enum([
        'order',
        'return',
        'contact',
        'answer',
        'subscription start',
        'subscription end',
        'usage',
      ]),
      title: z.string(),
      detail: z.string(),
      /** Exact decimal text, or null. */
      amount: z.string().nullable(),
    }),
  ),
  answers: z.array(customerAnswer),
})
