import { z } from 'zod'
import { grains } from './period.ts'

/** Schemas of the shared words, for contracts. They mirror the types of the same name. */
export const measuredSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('estimate'),
    value: z.number(),
    low: z.number(),
    high: z.number(),
    level: z.number(),
    n: z.number(),
    method: z.string(),
    se: z.number().optional(),
    complete: z.boolean().optional(),
    exact: z.string().optional(),
    bands: z.record(z.string(), z.number()).optional(),
    responseRate: z.number().optional(),
  }),
  z.object({
    kind: z.literal('insufficient'),
    n: z.number(),
    minimum: z.number(),
    why: z.string(),
    reason: z.literal('suppressed').optional(),
  }),
])

export const changeSchema = z.object({
  verdict: z.enum(['real', 'noise', 'too few']),
  difference: z.number().optional(),
  low: z.number().optional(),
  high: z.number().optional(),
  p: z.number().optional(),
  detectable: z.number().optional(),
  reason: z.literal('suppressed').optional(),
})

export const grainSchema = z.enum(grains)

export const periodSchema = z.object({
  grain: z.enum([...grains, 'range']),
  start: z.string(),
  end: z.string(),
  label: z.string(),
  /** False while the period still runs on the as-of day. */
  complete: z.boolean(),
})

export const daySchema = z.iso.date()
