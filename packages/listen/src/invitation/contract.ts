import { z } from 'zod'

const daySchema = z.iso.date()

/** What can make an event plan ask: it is looked for in the facts that were imported since. */
export const triggerEvents = ['interaction-closed', 'order-delivered', 'renewal'] as const

/**
 * When a plan asks. `once` and `scheduled` ask as soon as their turn begins; `always-on` spreads a turn
 * evenly over its working days; `event` asks after something has happened to a customer.
 */
export const planModeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('once'), day: daySchema }),
  z.object({ kind: z.literal('scheduled'), every: z.enum(['month', 'quarter', 'year']) }),
  z.object({ kind: z.literal('always-on'), every: z.enum(['month', 'quarter', 'year']) }),
  z.object({
    kind: z.literal('event'),
    event: z.enum(triggerEvents),
    /** Only what happened at this touchpoint. */
    touchpoint: z.string().max(200).optional(),
    /** Days after the event; before it for a renewal. */
    days: z.number().int().min(0).max(180).default(0),
    /** Share of the events that are asked about. */
    share: z.number().gt(0).max(1).default(1),
  }),
])
export type PlanMode = z.infer<typeof planModeSchema>

export const planBodySchema = z.object({
  name: z.string().trim().min(1).max(120),
  surveyId: z.string().min(1).max(64),
  state: z.enum(['on', 'off']).default('off'),
  mode: planModeSchema,
  /** Conditions `DIMENSION=VALUE` that the customers meet; `segment=NAME` for a saved segment. */
  where: z.array(z.string().max(500)).max(20).default([]),
  /** The dimension in whose values answers are wanted; left out, all customers are one class. */
  cut: z.string().max(200).optional(),
  /** Answers wanted in each class and turn; left out, everybody is asked. */
  wanted: z.number().int().min(1).max(100_000).optional(),
  /** Answers per invitation, taken until the plan's own rate is known. */
  assumedRate: z.number().min(0.01).max(1).default(0.25),
  /** 1 is asked first, and before 9. */
  priority: z.number().int().min(1).max(9).default(5),
  /** Keeps the contact of those whose turn comes, so that no lesser survey takes it. */
  reserve: z.boolean().default(false),
  mostPerDay: z.number().int().min(1).max(100_000).default(500),
  /** Days after the invitation; each at most once, and never after an answer. */
  remindAfterDays: z.array(z.number().int().min(1).max(60)).max(3).default([]),
  expireAfterDays: z.number().int().min(1).max(120).default(30),
})
export type PlanBody = z.infer<typeof planBodySchema>

export const planSchema = z.object({
  id: z.string(),
  version: z.number(),
  ...planBodySchema.shape,
})
export type Plan = z.infer<typeof planSchema>
