import { daySchema, measuredSchema } from '@fealty/core'
import { metricIds } from '@fealty/measure'
import { grades } from '@fealty/prove'
import { z } from 'zod'

const id = z.string().min(1).max(64)
const words = (most: number) => z.string().trim().max(most)
const money = z.number().min(-1e12).max(1e12)

/** Money of one month as people can say it: at least, most likely, at most. */
export const monthAmountSchema = z
  .object({
    month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month is written YYYY-MM'),
    low: money,
    likely: money,
    high: money,
  })
  .refine(({ low, likely, high }) => low <= likely && likely <= high, 'low ≤ likely ≤ high')

export const planSchema = z.object({
  /** A year, as a share: .1 is 10 %. */
  discountRate: z.number().gt(-1).max(10).default(0.1),
  costs: z.array(monthAmountSchema).max(120),
  benefits: z.array(monthAmountSchema).max(120),
})
export type ValuePlan = z.infer<typeof planSchema>

/** What one unit of the metric is worth for one customer, and for how many it holds. */
export const valuationSchema = z.object({
  /** Everybody in the treated arms, or a number with its reason. */
  volume: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('treated') }),
    z.object({
      kind: z.literal('stated'),
      customers: z.number().int().min(0).max(1e10),
      why: words(500).min(1),
    }),
  ]),
  /** Money per unit of the metric and customer; for a share the unit is one customer. */
  unitValue: z
    .object({ low: money, likely: money, high: money, why: words(500).min(1) })
    .refine(({ low, likely, high }) => low <= likely && likely <= high, 'low ≤ likely ≤ high'),
})
export type Valuation = z.infer<typeof valuationSchema>

/** The part of an experiment's effect that an initiative takes for itself. */
export const claimSchema = z.object({
  experimentId: id,
  share: z.number().gt(0).lte(1).default(1),
  valuation: valuationSchema,
})
export type Claim = z.infer<typeof claimSchema>

/** First and last day on which an initiative works. */
export const windowSchema = z.object({ from: daySchema, to: daySchema })

export const resourceKinds = ['tools', 'training', 'research', 'partners', 'people'] as const

/** What people write down about an initiative. */
export const initiativeSchema = z.object({
  name: words(120).min(1),
  aim: words(1000).default(''),
  intendedImpact: words(1000).default(''),
  /** Where the money is to come from. */
  sourceOfValue: words(1000).default(''),
  leverId: id,
  /** How well the lever fits the place in the value chain, the industry and the segment. */
  leverFit: words(1000).default(''),
  unitId: words(64).nullable().default(null),
  /** Roles: who does it, and the one who answers for it. */
  owner: words(120).min(1),
  accountable: words(120).min(1),
  technology: z.boolean().default(false),
  strategyId: id.nullable().default(null),
  objectiveId: id.nullable().default(null),
  targetIds: z.array(id).max(50).default([]),
  window: windowSchema,
  milestones: z
    .array(z.object({ name: words(200).min(1), due: daySchema, doneOn: daySchema.nullable() }))
    .max(60)
    .default([]),
  resources: z
    .array(z.object({ kind: z.enum(resourceKinds), what: words(300).min(1) }))
    .max(60)
    .default([]),
  metrics: z.array(z.enum(metricIds)).min(1).max(20),
  claims: z.array(claimSchema).max(20).default([]),
  plan: planSchema,
})
export type InitiativeDraft = z.infer<typeof initiativeSchema>

const planVersionSchema = z.object({
  /** 1 is the first plan; it is never written over. */
  number: z.number(),
  plan: planSchema,
  window: windowSchema,
  author: z.string(),
  at: z.string(),
  reason: z.string(),
})
export type PlanVersion = z.infer<typeof planVersionSchema>

export const approvalSchema = z.object({
  metric: z.enum(metricIds),
  author: z.string(),
  at: z.string(),
})

/** What is kept: the words, each plan there was, who approved which metric. */
export const keptInitiativeSchema = initiativeSchema.omit({ plan: true }).extend({
  plans: z.array(planVersionSchema).min(1),
  approvals: z.array(approvalSchema),
  stopped: z.object({ at: z.string(), reason: z.string() }).nullable(),
})
export type KeptInitiative = z.infer<typeof keptInitiativeSchema>

export const correctionChoices = ['continue', 'change-plan', 'stop'] as const

type EarlierPlan = Partial<Pick<PlanVersion, 'window'>> & Omit<PlanVersion, 'window'>

/** Brings one that was kept before plans had windows of their own to today's shape. */
export function parseInitiative(body: unknown): KeptInitiative {
  const kept = body as Omit<KeptInitiative, 'plans'> & { plans: EarlierPlan[] }
  const plans = kept.plans.map((plan) => ({ ...plan, window: plan.window ?? kept.window }))
  return keptInitiativeSchema.parse({ ...kept, plans })
}

/** Why a correction was opened, and what was decided. */
export const correctionSchema = z.object({
  openedAt: z.string(),
  snapshotId: z.string(),
  asOf: daySchema,
  /** P(reach plan), realised and planned as they were. */
  chance: z.number().nullable(),
  realised: z.number(),
  plannedToDate: z.number(),
  decision: z
    .object({
      choice: z.enum(correctionChoices),
      author: z.string(),
      at: z.string(),
      reason: z.string(),
      /** The plan that holds since then. */
      planNumber: z.number(),
    })
    .nullable(),
})
export type Correction = z.infer<typeof correctionSchema>

/** Realised against planned at one state of the facts. */
export const readingSchema = z.object({
  snapshotId: z.string(),
  asOf: daySchema,
  at: z.string(),
  realised: measuredSchema,
  booked: z.number(),
  plannedToDate: z.number(),
  chance: z.number().nullable(),
})
export type Reading = z.infer<typeof readingSchema>

export const costBookingSchema = z.object({
  day: daySchema,
  amount: money,
  what: words(300).min(1),
})
export type CostBooking = z.infer<typeof costBookingSchema>

/** A claim with what came of it. */
export const claimedBenefitSchema = z.object({
  experimentId: z.string(),
  experiment: z.string(),
  metric: z.string(),
  share: z.number(),
  grade: z.enum(grades),
  verdict: z.enum(['real', 'noise', 'too few']),
  sentence: z.string(),
  effect: measuredSchema,
  /** Customers or accounts that the effect is multiplied by. */
  volume: z.number(),
  unitValue: z.number(),
  /** share × effect × volume × unit value. */
  benefit: measuredSchema,
  /** True where the effect is real and its grade A to C. */
  booked: z.boolean(),
  /** Why it is or is not. */
  why: z.string(),
})
export type ClaimedBenefit = z.infer<typeof claimedBenefitSchema>

export const initiativeStates = ['draft', 'planned', 'running', 'ended', 'stopped'] as const

const spreadSchema = z.object({ low: z.number(), likely: z.number(), high: z.number() })
const netPresentValueSchema = z.object({
  mean: z.number(),
  p10: z.number(),
  p50: z.number(),
  p90: z.number(),
})

/** A plan with what it comes to, so that the first one and its corrections can be laid side by side. */
const shownPlanSchema = planVersionSchema.extend({
  benefitSum: spreadSchema,
  costSum: spreadSchema,
  npv: netPresentValueSchema,
})

export const shownInitiativeSchema = keptInitiativeSchema.extend({
  plans: z.array(shownPlanSchema).min(1),
  id: z.string(),
  version: z.number(),
  state: z.enum(initiativeStates),
  unit: z.string().nullable(),
  lever: z.string(),
  currency: z.string(),
  asOf: daySchema,
  /** True when every metric is approved: only then may costs be booked. */
  metricsApproved: z.boolean(),
  /** Net present value of the plan that holds. */
  npv: netPresentValueSchema,
  /** Sum of all planned benefits, most likely, and the part due by the as-of day. */
  plannedTotal: z.number(),
  plannedToDate: z.number(),
  /** Benefit measured to date with its interval, proven or not. */
  realised: measuredSchema,
  /** The part of it that is proven. */
  booked: z.number(),
  /** The proven part with its interval; thin where nothing is proven. */
  proven: measuredSchema,
  /** The weakest grade among the claims; D without any. */
  grade: z.enum(grades),
  claimed: z.array(claimedBenefitSchema),
  /** P(reach plan); null while nothing of the plan is due or the effect cannot be read. */
  chance: z.number().nullable(),
  costs: z.array(costBookingSchema.extend({ id: z.string(), author: z.string() })),
  costToDate: z.number(),
  plannedCostToDate: z.number(),
  corrections: z.array(correctionSchema.extend({ id: z.string() })),
  correctionOpen: z.boolean(),
  readings: z.array(readingSchema),
  nextMilestone: z.object({ name: z.string(), due: daySchema }).nullable(),
  /** One sentence: what it has earned, how sure that is. */
  sentence: z.string(),
})
export type ShownInitiative = z.infer<typeof shownInitiativeSchema>

export const initiativeIdInput = z.object({ initiativeId: id })
export const initiativeListOutput = z.object({
  headline: z.string(),
  asOf: daySchema,
  currency: z.string(),
  initiatives: z.array(shownInitiativeSchema),
})
export const initiativeSaveInput = initiativeSchema.extend({
  id: id.optional(),
  /** The version that was changed; 0 or left out for a new one. */
  expected: z.number().int().min(0).optional(),
})
export const approveMetricInput = initiativeIdInput.extend({ metric: z.enum(metricIds) })
export const bookCostInput = initiativeIdInput.extend(costBookingSchema.shape)
export const correctInput = initiativeIdInput.extend({
  choice: z.enum(correctionChoices),
  reason: words(2000).min(1),
  /** The new plan; only and always with `change-plan`. */
  plan: planSchema.optional(),
  /** Other days; with `change-plan` only. Left out, the days stay. */
  window: windowSchema.optional(),
})
