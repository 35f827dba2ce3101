import { daySchema, measuredSchema } from '@fealty/core'
import { z } from 'zod'
import { valueUnits } from '../kpi/contract.ts'

const text = (length: number) => z.string().trim().min(1).max(length)

/** A goal in the five parts of goal-question-metric (Basili, Caldiera, Rombach). */
export const goalSchema = z.object({
  id: z.string(),
  name: text(160),
  /** What is looked at: a product, a process, the customers of a unit. */
  object: text(200),
  /** To understand, improve, control … */
  purpose: text(120),
  /** The quality that matters: loyalty, effort, cost. */
  issue: text(200),
  /** Who looks: the role for whom the goal is set. */
  viewpoint: text(120),
  context: z.string().trim().max(500).default(''),
  unitId: z.string().max(64).nullable().default(null),
})
export type Goal = z.infer<typeof goalSchema>

/** Outcomes whose drivers can be computed from the ratings of the same answer sheet. */
export const driverOutcomes = ['nps', 'csat', 'ces'] as const

/** What answers a question beside its KPIs: a panel that is computed, never typed. */
export const panelSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('drivers'),
    outcome: z.enum(driverOutcomes),
    where: z.array(z.string().max(300)).max(20).default([]),
  }),
])

export const questionSchema = z.object({
  id: z.string(),
  goalId: z.string().min(1).max(64),
  text: text(300),
  /** The three groups of the method: what the object is, how it is with the issue, how good that is. */
  group: z.enum(['object', 'attributes', 'evaluate']).default('evaluate'),
  kpiIds: z.array(z.string().max(64)).max(20).default([]),
  panel: panelSchema.default({ kind: 'none' }),
})
export type Question = z.infer<typeof questionSchema>

const driverRow = z.object({
  name: z.string(),
  /** Share of what the drivers explain together, 0 to 1. */
  share: z.number(),
  low: z.number(),
  high: z.number(),
  rank: z.number(),
  rankLow: z.number(),
  rankHigh: z.number(),
  n: z.number(),
})

export const driverPanelSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('drivers'),
    outcome: z.enum(driverOutcomes),
    /** Shares of variance explained, 0 to 1. */
    explained: z.number(),
    n: z.number(),
    drivers: z.array(driverRow),
    /** One sentence: the answer. */
    answer: z.string(),
    /** What the reader must know of repaired or missing answers. */
    notes: z.array(z.string()),
    period: z.string(),
    method: z.string(),
  }),
  z.object({ kind: z.literal('insufficient'), why: z.string() }),
])
export type DriverPanel = z.infer<typeof driverPanelSchema>

const metricOfQuestion = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.enum(valueUnits),
  better: z.enum(['higher', 'lower', 'neither']),
  current: measuredSchema,
  period: z.string().nullable(),
  manual: z.boolean(),
})

const treeQuestion = questionSchema.extend({
  version: z.number(),
  metrics: z.array(metricOfQuestion),
  answer: driverPanelSchema.nullable(),
  /** What is wrong with it: no metric answers it. */
  flag: z.string().nullable(),
})

const treeGoal = goalSchema.extend({
  version: z.number(),
  questions: z.array(treeQuestion),
  flag: z.string().nullable(),
})

export const goalTreeOutput = z.object({
  asOf: daySchema,
  headline: z.string(),
  goals: z.array(treeGoal),
  /** KPIs that answer no question. */
  metricsWithoutQuestion: z.array(z.object({ id: z.string(), name: z.string() })),
})

export const goalSaveInput = goalSchema
  .partial({ id: true })
  .extend({ expected: z.number().int().min(0).optional() })
export const goalSaveOutput = goalSchema.extend({ version: z.number() })

export const questionSaveInput = questionSchema
  .partial({ id: true })
  .extend({ expected: z.number().int().min(0).optional() })
export const questionSaveOutput = questionSchema.extend({ version: z.number() })

export const oneGoalInput = z.object({ id: z.string().min(1).max(64) })
