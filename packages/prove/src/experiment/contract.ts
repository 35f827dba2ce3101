import { daySchema } from '@fealty/core'
import { metricIds } from '@fealty/measure'
import { z } from 'zod'

/** From the strongest claim to the weakest. */
export const designs = ['randomised', 'difference', 'before-after', 'asserted'] as const
export type Design = (typeof designs)[number]

/** A randomised, B quasi-experiment, C before and after, D asserted. */
export const grades = ['A', 'B', 'C', 'D'] as const
export type Grade = (typeof grades)[number]

export const armSchema = z.object({
  name: z.string().trim().min(1).max(60),
  /** Planned share of the population, by which the split is tested; shares add up to 1. */
  share: z.number().gt(0).lte(1),
  /** Values of the attribute that put a customer here; empty for all whom no other arm names. */
  values: z.array(z.string().max(500)).max(100).default([]),
})

const windowSchema = z.object({ from: daySchema, to: daySchema })
const conditions = z.array(z.string().min(3).max(600)).max(20)

/** What is written down before anything is looked at. */
export const experimentSchema = z.object({
  name: z.string().trim().min(1).max(120),
  /** What is expected, and why. */
  hypothesis: z.string().trim().max(2000).default(''),
  design: z.enum(designs),
  /** Conditions `DIMENSION=VALUE` of the customers it is about; `segment=NAME` for a saved segment. */
  population: conditions.default([]),
  /** Who is assigned as one: a customer, or an account with all its customers. */
  unit: z.enum(['customer', 'account']).default('customer'),
  /**
   * Who puts units into arms: Fealty by a hash, a system outside that enrols them over the API, or
   * one whose attribute stands in the imported facts.
   */
  assignedBy: z.enum(['hash', 'enrolment', 'attribute']).default('hash'),
  /** The attribute that names the arm or, for a comparison of groups, the treated. */
  attribute: z.string().max(200).nullable().default(null),
  /** The first arm is the one that gets nothing new. None for before and after. */
  arms: z.array(armSchema).max(8).default([]),
  metric: z.enum(metricIds),
  /** Conditions on the metric's own facts, e.g. `survey=relationship`. */
  metricWhere: conditions.default([]),
  /** The first and last day on which units are assigned. */
  assignment: windowSchema,
  /** Outcomes count from and to these days. */
  measured: windowSchema,
  /** The past: covariate of a randomised design, the “before” of the others. */
  before: windowSchema.nullable().default(null),
  /**
   * Each unit is followed from the day of its own enrolment, that day included: its outcome counts for
   * `days`, its past the days `before` that. Null for the common windows above.
   */
  follow: z
    .object({
      days: z.number().int().min(1).max(731),
      before: z.number().int().min(0).max(731).default(0),
    })
    .nullable()
    .default(null),
  /** The smallest effect worth finding, in the unit of the metric. */
  smallest: z.number().positive().nullable().default(null),
  /** What is claimed, in words; the only thing that an asserted design has. */
  statement: z.string().trim().max(2000).default(''),
})
export type Experiment = z.infer<typeof experimentSchema>

/** What is kept beside what was written down. */
export const keptExperimentSchema = experimentSchema.extend({
  /** Part of the hash; set once, so that arms never change. */
  salt: z.string(),
  /** The day on which it was written down first; after the start it was not planned beforehand. */
  registeredOn: daySchema,
  /** The day it was broken off, and why. */
  stopped: z.object({ on: daySchema, reason: z.string() }).nullable(),
})
export type KeptExperiment = z.infer<typeof keptExperimentSchema>

export const experimentStates = ['planned', 'running', 'ended', 'stopped'] as const

export const shownExperimentSchema = keptExperimentSchema.omit({ salt: true }).extend({
  id: z.string(),
  version: z.number(),
  state: z.enum(experimentStates),
  author: z.string(),
  changedAt: z.string(),
})
export type ShownExperiment = z.infer<typeof shownExperimentSchema>

const id = z.string().min(1).max(64)
export const experimentIdInput = z.object({ experimentId: id })
export const experimentSaveInput = experimentSchema.extend({
  /** Left out for a new one. */
  id: id.optional(),
  /** The version that was changed; 0 or left out for a new one. */
  expected: z.number().int().min(0).optional(),
})
export const experimentStopInput = experimentIdInput.extend({
  on: daySchema,
  reason: z.string().trim().min(1).max(1000),
})
