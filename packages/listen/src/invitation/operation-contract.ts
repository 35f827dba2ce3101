import { changeSchema, measuredSchema } from '@fealty/core'
import { z } from 'zod'
import { contactDecisionSchema } from '../budget/contract.ts'
import { planBodySchema, planSchema } from './contract.ts'

const countsSchema = z.object({
  planned: z.number(),
  sent: z.number(),
  answered: z.number(),
  expired: z.number(),
  refused: z.number(),
  bounced: z.number(),
  cancelled: z.number(),
})
export type InvitationCounts = z.infer<typeof countsSchema>

const shownPlan = planSchema.extend({
  survey: z.string(),
  counts: countsSchema,
  /** Invitations whose time is over, also those that were answered long before. */
  ended: z.number(),
  /** Answers per invitation whose time is over. */
  responseRate: measuredSchema,
})

export const plansOutput = z.object({
  headline: z.string(),
  plans: z.array(shownPlan),
  /** Surveys that can be asked. */
  surveys: z.array(z.object({ id: z.string(), name: z.string() })),
  /** True while mails are caught here instead of sent. */
  catchesMail: z.boolean(),
})

export const planInput = z.object({ id: z.string().max(64) })
export const planOutput = z.object({
  plan: shownPlan,
  strata: z.array(
    z.object({
      stratum: z.string(),
      counts: countsSchema,
      ended: z.number(),
      responseRate: measuredSchema,
    }),
  ),
  /** By month of asking, of those whose time is over; the first month first. */
  months: z.array(
    z.object({ month: z.string(), ended: z.number(), answered: z.number(), rate: measuredSchema }),
  ),
  /** The newest month against all before it. */
  drift: changeSchema,
  /** How many customers each rule of the budget held or refused. */
  held: z.array(
    z.object({
      decision: contactDecisionSchema.shape.decision,
      rule: z.string(),
      customers: z.number(),
    }),
  ),
})

export const planSaveInput = z.object({
  id: z.string().max(64).optional(),
  version: z.number().int().optional(),
  plan: planBodySchema,
})
export const planSaveOutput = z.object({ id: z.string(), version: z.number() })
export const planRemoveInput = z.object({ id: z.string().max(64) })

export const rehearseInput = z.object({
  days: z.coerce.number().int().min(1).max(92).default(30),
  /** A plan that is off is rehearsed as if it were on. */
  plan: z.string().max(64).optional(),
})

export const rehearseOutput = z.object({
  headline: z.string(),
  from: z.string(),
  to: z.string(),
  plans: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      survey: z.string(),
      sent: z.number(),
      reminders: z.number(),
      /** Days in order, with what would leave and what would wait or be refused. */
      days: z.array(
        z.object({
          day: z.string(),
          sent: z.number(),
          reminders: z.number(),
          held: z.number(),
          refused: z.number(),
        }),
      ),
      rules: z.array(
        z.object({ rule: z.string(), decision: z.enum(['hold', 'refuse']), customers: z.number() }),
      ),
      strata: z.array(
        z.object({
          stratum: z.string(),
          customers: z.number(),
          sent: z.number(),
          /** Answers that are expected of those sent. */
          expected: measuredSchema,
          wanted: z.number().nullable(),
        }),
      ),
    }),
  ),
  /** What the rehearsal takes for granted. */
  assumptions: z.array(z.string()),
})

export const heardInput = z.object({ cut: z.string().min(1).max(200).default('segment') })
export const heardOutput = z.object({
  headline: z.string(),
  cut: z.string(),
  from: z.string(),
  to: z.string(),
  currency: z.string(),
  classes: z.array(
    z.object({
      name: z.string(),
      customers: z.number(),
      revenue: z.string(),
      revenueShare: z.number().nullable(),
      invited: z.number(),
      answered: z.number(),
      responseRate: measuredSchema,
      heard: z.enum(['heard', 'hardly', 'never']),
    }),
  ),
})
