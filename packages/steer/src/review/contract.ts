import { daySchema } from '@fealty/core'
import { metricIds } from '@fealty/measure'
import { z } from 'zod'
import { reviewPackSchema } from '../review-pack/contract.ts'

const id = z.string().min(1).max(64)
const role = z.string().trim().min(1).max(120)
const prose = z.string().trim().max(4000).default('')

/** Reviews that come round: who sits in them, how often, and how many must be there. */
export const seriesSchema = z.object({
  id,
  name: z.string().trim().min(1).max(120),
  /** The next review is held at most this many days after the last (R080). */
  cadenceDays: z.number().int().min(1).max(366).default(14),
  chair: role,
  /** Members by role, the chair among them. */
  members: z.array(role).min(1).max(40),
  quorum: z.number().int().min(1).max(40),
  /** Units on the agenda; empty for all that are cut by the first unit's dimension. */
  unitIds: z.array(id).max(60).default([]),
  metric: z.enum(metricIds).default('nps'),
  /** Length of the periods that are compared. */
  every: z.enum(['month', 'quarter']).default('quarter'),
  /** The benchmark that the units are held against; null for the newest comparable one. */
  benchmarkId: id.nullable().default(null),
  agenda: z.array(z.string().trim().min(1).max(200)).max(20).default([]),
})
export type Series = z.infer<typeof seriesSchema>

export const reviewStates = ['planned', 'prepared', 'running', 'held', 'missed'] as const

export const minuteSchema = z.object({
  at: z.string(),
  author: z.string(),
  text: z.string().trim().min(1).max(4000),
})

export const reviewSchema = z.object({
  id,
  number: z.number().int().min(1),
  date: daySchema,
  state: z.enum(reviewStates),
  /** Roles that are there. */
  present: z.array(role).default([]),
  minutes: z.array(minuteSchema).default([]),
  heldAt: z.string().nullable().default(null),
  /** Days after the review held before; null for the first. */
  daysAfterLast: z.number().nullable().default(null),
})
export type Review = z.infer<typeof reviewSchema>

export const outcomes = ['open', 'decided', 'deferred', 'rejected'] as const

export const decisionSchema = z.object({
  id,
  title: z.string().trim().min(1).max(300),
  note: prose,
  proposedBy: z.string().trim().max(120).default(''),
  unit: z.string().trim().max(120).default(''),
  options: z.array(z.string().trim().min(1).max(300)).max(10).default([]),
  outcome: z.enum(outcomes).default('open'),
  reason: prose,
  /** Exactly one role answers for what was decided (R063). */
  accountable: z.string().trim().max(120).default(''),
  reversible: z.boolean().default(true),
  cost: z.string().trim().max(200).default(''),
  /** The state of the KPI at the time, from the pack (R005). */
  kpiState: z.string().default(''),
  /** ISO 8601 of the proposal and of the decision: their distance is the lead time (R040). */
  proposedAt: z.string(),
  decidedAt: z.string().nullable().default(null),
})
export type Decision = z.infer<typeof decisionSchema>

export const actionSchema = z.object({
  id,
  what: z.string().trim().min(1).max(300),
  owner: role,
  unit: z.string().trim().max(120).default(''),
  due: daySchema,
  /** Day on which it was done; null while it is open. */
  doneOn: daySchema.nullable().default(null),
  decisionId: z.string().max(64).nullable().default(null),
  initiativeId: z.string().max(64).nullable().default(null),
  effect: z.string().trim().max(300).default(''),
})
export type Action = z.infer<typeof actionSchema>

const versioned = { version: z.number() }
const expected = z.number().int().min(0).optional()

export const seriesSaveInput = seriesSchema.partial({ id: true }).extend({
  expected,
  /** Day of the first review, for a new series; default: today plus the cadence. */
  first: daySchema.optional(),
})
export const listedSeries = seriesSchema.extend(versioned)
export const listedReview = reviewSchema.extend({ ...versioned, seriesId: z.string() })
export const listedDecision = decisionSchema.extend({ ...versioned, reviewId: z.string() })
export const listedAction = actionSchema.extend({
  ...versioned,
  reviewId: z.string(),
  state: z.enum(['done', 'open', 'late']),
  daysLeft: z.number(),
})
export type ListedAction = z.infer<typeof listedAction>
export type ListedDecision = z.infer<typeof listedDecision>

/** How a series keeps its cadence: a missed review is a number of its own. */
export const cadenceSchema = z.object({
  seriesId: z.string(),
  days: z.number(),
  sinceHeld: z.number().nullable(),
  held: z.number(),
  heldInTime: z.number(),
  missed: z.number(),
  overdue: z.boolean(),
  /** Median days from proposal to decision (R040), over the decisions that were taken; null without. */
  leadDays: z.number().nullable(),
})
export type Cadence = z.infer<typeof cadenceSchema>

export const reviewListOutput = z.object({
  series: z.array(listedSeries),
  reviews: z.array(listedReview.extend({ headline: z.string(), quorate: z.boolean() })),
  cadence: z.array(cadenceSchema),
  actions: z.array(listedAction),
})

export const reviewOneInput = z.object({ reviewId: id })
export const reviewOneOutput = z.object({
  review: listedReview,
  series: listedSeries,
  /** The newest pack; null before the review was prepared. */
  pack: reviewPackSchema.nullable(),
  decisions: z.array(listedDecision),
  actions: z.array(listedAction),
  previousId: z.string().nullable(),
})

export const prepareOutput = z.object({ pack: reviewPackSchema })
export const startInput = reviewOneInput.extend({ present: z.array(role).max(40) })
export const minuteInput = reviewOneInput.extend({ text: minuteSchema.shape.text })
export const decisionSaveInput = reviewOneInput.extend({
  decisionId: id.optional(),
  title: decisionSchema.shape.title,
  note: decisionSchema.shape.note,
  proposedBy: decisionSchema.shape.proposedBy,
  unit: decisionSchema.shape.unit,
  options: decisionSchema.shape.options,
  reversible: decisionSchema.shape.reversible,
  cost: decisionSchema.shape.cost,
  expected,
})
export const decideInput = z.object({
  decisionId: id,
  outcome: z.enum(outcomes),
  reason: z.string().trim().min(1).max(4000),
  accountable: decisionSchema.shape.accountable,
  expected,
})
export const decisionHistoryInput = z.object({ decisionId: id })
export const decisionHistoryOutput = z.object({
  versions: z.array(
    z.object({
      version: z.number(),
      author: z.string(),
      reason: z.string().nullable(),
      changedAt: z.string(),
      decision: decisionSchema,
    }),
  ),
})
export const actionSaveInput = reviewOneInput.extend({
  actionId: id.optional(),
  what: actionSchema.shape.what,
  owner: role,
  unit: actionSchema.shape.unit,
  due: daySchema,
  doneOn: actionSchema.shape.doneOn,
  decisionId: actionSchema.shape.decisionId,
  initiativeId: actionSchema.shape.initiativeId,
  effect: actionSchema.shape.effect,
  expected,
})
export const actionDoneInput = z.object({
  actionId: id,
  doneOn: daySchema.nullable(),
  effect: actionSchema.shape.effect.optional(),
})
