import { daySchema, measuredSchema } from '@fealty/core'
import { z } from 'zod'
import { valueUnits } from '../kpi/contract.ts'
import { targetStatuses } from '../target/contract.ts'

const text = (length: number) => z.string().trim().min(1).max(length)

/** The four perspectives of the scorecard, from what is wanted at the end to what it is built on. */
export const perspectiveIds = ['financial', 'customer', 'internal', 'learning'] as const
export const perspectiveSchema = z.object({ id: z.enum(perspectiveIds), name: text(60) })
export type Perspective = z.infer<typeof perspectiveSchema>

export const perspectivesSchema = z.object({ perspectives: z.array(perspectiveSchema).length(4) })

export const objectiveSchema = z.object({
  id: z.string(),
  name: text(120),
  perspective: z.enum(perspectiveIds),
  unitId: z.string().max(64).nullable().default(null),
  kpiIds: z.array(z.string().max(64)).max(10).default([]),
  initiativeIds: z.array(z.string().max(64)).max(20).default([]),
})
export type Objective = z.infer<typeof objectiveSchema>

/** An arrow of the map: more of the one leads to more (or less) of the other, so many months later. */
export const hypothesisSchema = z.object({
  id: z.string(),
  fromId: z.string().min(1).max(64),
  toId: z.string().min(1).max(64),
  sign: z.enum(['more', 'less']),
  lag: z.number().int().min(0).max(12),
  /** Why it is believed. */
  because: z.string().trim().max(500).default(''),
})
export type Hypothesis = z.infer<typeof hypothesisSchema>

export const linkVerdicts = ['supported', 'refuted', 'open', 'untested'] as const

const linkTest = z.object({
  /** Correlation of changes, −1 to 1, in the direction of the better of both KPIs. */
  value: z.number(),
  low: z.number(),
  high: z.number(),
  n: z.number(),
  p: z.number(),
  method: z.string(),
})
export type LinkTest = z.infer<typeof linkTest>

export const testedHypothesisSchema = hypothesisSchema.extend({
  version: z.number(),
  verdict: z.enum(linkVerdicts),
  /** B: across units and over time; C: one of them, or none. */
  grade: z.enum(['B', 'C']).nullable(),
  overTime: linkTest.nullable(),
  acrossUnits: linkTest.nullable(),
  finding: z.string(),
})
export type TestedHypothesis = z.infer<typeof testedHypothesisSchema>

const measureOfObjective = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.enum(valueUnits),
  better: z.enum(['higher', 'lower', 'neither']),
  current: measuredSchema,
  period: z.string().nullable(),
  manual: z.boolean(),
  target: z
    .object({
      id: z.string(),
      goal: z.number(),
      deadline: daySchema,
      status: z.enum(targetStatuses),
      chance: z.number().nullable(),
      initiatives: z.number(),
    })
    .nullable(),
})

const scoredObjective = objectiveSchema.extend({
  version: z.number(),
  measures: z.array(measureOfObjective),
  flag: z.string().nullable(),
})

export const strategyMapOutput = z.object({
  asOf: daySchema,
  headline: z.string(),
  /** What the reader should mend: too many objectives, a perspective without a measure. */
  warnings: z.array(z.string()),
  perspectives: z.array(perspectiveSchema),
  objectives: z.array(scoredObjective),
  hypotheses: z.array(testedHypothesisSchema),
})

const expected = { expected: z.number().int().min(0).optional() }
export const objectiveSaveInput = objectiveSchema.partial({ id: true }).extend(expected)
export const objectiveSaveOutput = objectiveSchema.extend({ version: z.number() })
export const hypothesisSaveInput = hypothesisSchema.partial({ id: true }).extend(expected)
export const hypothesisSaveOutput = hypothesisSchema.extend({ version: z.number() })

export const oneStrategyInput = z.object({ id: z.string().min(1).max(64) })
