import { daySchema } from '@fealty/core'
import { metricIds } from '@fealty/measure'
import { z } from 'zod'
import { claimFindingSchema } from '../claims/contract.ts'

const prose = z.string().trim().max(4000).default('')
const role = z.string().trim().max(120).default('')

/** The seven elements that a segment strategy must have (R060), in their order. */
export const elementNames = [
  'scope',
  'difference',
  'segments',
  'value',
  'capabilities',
  'timeframe',
  'expectations',
] as const
export type ElementName = (typeof elementNames)[number]

export const enablerNames = ['structure', 'processes', 'technology'] as const
export const accountableKinds = ['decision', 'metric'] as const

/** Who decides what, and what that role gains by it: accountability, decision rights, incentives. */
export const accountabilitySchema = z.object({
  kind: z.enum(accountableKinds),
  /** The decision or the metric. */
  what: z.string().trim().min(1).max(200),
  /** Exactly one role. */
  accountable: z.string().trim().min(1).max(120),
  /** What the role may decide alone. */
  right: prose,
  incentive: prose,
})
export type Accountability = z.infer<typeof accountabilitySchema>

/** What one segment pays, is offered and gets: set for it, not for all alike (R059). */
export const termsSchema = z.object({
  segment: z.string().trim().min(1).max(200),
  pricing: prose,
  promotions: prose,
  services: prose,
})
export type SegmentTerms = z.infer<typeof termsSchema>

const enablerSchema = z.object({
  /** 0 nothing is there, 5 ready. */
  readiness: z.number().int().min(0).max(5).default(0),
  what: prose,
})

export const strategySchema = z.object({
  id: z.string().min(1).max(64),
  name: z.string().trim().min(1).max(120),
  /** The aim in one sentence; with its metric, segment and date or not at all (R061). */
  goal: z.object({
    text: prose,
    metric: z.enum(metricIds).nullable().default(null),
    segment: z.string().trim().max(200).default(''),
    due: daySchema.nullable().default(null),
  }),
  /** (1) What it is and is not. */
  scope: z.object({ is: prose, isNot: prose }),
  /** (2) What differs from what is done today. */
  difference: prose,
  /** (3) The segments it addresses. */
  segments: z.array(z.string().trim().min(1).max(200)).max(20).default([]),
  /** Pricing, promotions and services by segment; needed where it addresses several. */
  terms: z.array(termsSchema).max(20).default([]),
  /** (4) Path to value and business case. */
  value: prose,
  /** (5) Capabilities that make it competitive, defensible, sustainable. */
  capabilities: prose,
  /** (6) When benefits are expected. */
  timeframe: prose,
  /** (7) What it changes for the organisation. */
  expectations: prose,
  /** What it means for customers (their benefit) and for staff (expected behaviour). */
  audiences: z.object({ customers: prose, staff: prose }),
  accountability: z.array(accountabilitySchema).max(40).default([]),
  enablers: z.object({
    structure: enablerSchema,
    processes: enablerSchema,
    technology: enablerSchema,
  }),
  owner: role,
})
export type Strategy = z.infer<typeof strategySchema>

export const approvalSchema = z.object({
  /** Who approved: a person's id, and the role in which it was done. */
  by: z.string(),
  role: z.string(),
  at: z.string(),
  /** The version that was read and approved; another one is not approved. */
  version: z.number(),
})

export const strategySaveInput = strategySchema.partial({ id: true }).extend({
  expected: z.number().int().min(0).optional(),
  /** Why an approved strategy is changed; needed then. */
  reason: z.string().trim().max(1000).optional(),
})

/** A check of one field: what is there, and what is missing, in one sentence. */
export const elementCheckSchema = z.object({
  element: z.enum(elementNames),
  title: z.string(),
  done: z.boolean(),
  missing: z.string(),
})

export const strategyViewSchema = z.object({
  strategy: strategySchema,
  version: z.number(),
  changedAt: z.string(),
  checks: z.array(elementCheckSchema),
  complete: z.number(),
  /** What is vague about the goal; empty when it names metric, segment and date. */
  vague: z.string(),
  /** Lowest of the three enabler sets, 0 to 5, and which one it is. */
  readiness: z.object({ value: z.number(), lowest: z.string() }),
  claims: z.array(claimFindingSchema),
  approval: approvalSchema.nullable(),
  /** Of the approved version: who has read it. */
  readers: z.array(z.object({ personId: z.string(), audience: z.string(), at: z.string() })),
  /** Whether the caller has written this version; then somebody else must approve it. */
  own: z.boolean(),
  read: z.boolean(),
})
export type StrategyView = z.infer<typeof strategyViewSchema>

export const strategyListOutput = z.object({ strategies: z.array(strategyViewSchema) })
export const strategyOneInput = z.object({ strategyId: z.string().min(1).max(64) })
export const strategyApproveInput = strategyOneInput.extend({
  /** The version that was read. */
  version: z.number().int().min(1),
  role: z.string().trim().min(1).max(120),
})
export const strategyReadInput = strategyOneInput.extend({
  audience: z.enum(['customers', 'staff']).default('staff'),
})
export const strategyHistoryOutput = z.object({
  versions: z.array(
    z.object({
      version: z.number(),
      author: z.string(),
      reason: z.string().nullable(),
      changedAt: z.string(),
      strategy: strategySchema,
    }),
  ),
})
