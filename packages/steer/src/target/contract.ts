import { changeSchema, daySchema, measuredSchema } from '@fealty/core'
import { z } from 'zod'
import { valueUnits } from '../kpi/contract.ts'

const text = (length: number) => z.string().trim().min(1).max(length)

/** Where the KPI stood when the target was set. */
export const baselineSchema = z.object({ period: z.string(), measured: measuredSchema })

/** A goal for a KPI: what, for whom, how far, by when. */
export const targetSchema = z.object({
  id: z.string(),
  name: text(160),
  kpiId: z.string().min(1).max(64),
  /** Version of the KPI's definition that the goal was set on. */
  definitionVersion: z.number(),
  /** The unit whose customers count; none for those of the KPI. */
  unitId: z.string().max(64).nullable().default(null),
  /** Conditions `DIMENSION=VALUE` beside those of the unit and the KPI. */
  where: z.array(z.string().max(300)).max(20).default([]),
  /** In the unit of the measure: NPS points, a share in [0, 1], money. */
  goal: z.number(),
  /** `up` is met at the goal or above, `down` at the goal or below. */
  direction: z.enum(['up', 'down']),
  /** The period that is judged is the last one of this length that is over by the deadline. */
  grain: z.enum(['month', 'quarter']).default('month'),
  deadline: daySchema,
  /** The one role that answers for it. */
  accountable: text(120),
  /** Initiatives that carry it. */
  initiativeIds: z.array(z.string().max(64)).max(20).default([]),
  /** Part of the target’s customers whom they are yet to reach by the deadline, 0 to 1. */
  reachToCome: z.number().min(0).max(1).default(0),
  baseline: baselineSchema.nullable().default(null),
})
export type Target = z.infer<typeof targetSchema>

export const targetStatuses = [
  'on-track',
  'open',
  'off-track',
  'unknown',
  'manual',
  'met',
  'missed',
] as const
export type TargetStatus = (typeof targetStatuses)[number]

export const smartCheckSchema = z.object({
  check: z.enum(['specific', 'measurable', 'achievable', 'relevant', 'time-bound']),
  passed: z.boolean(),
  /** One sentence: what was found. */
  finding: z.string(),
})
export type SmartCheck = z.infer<typeof smartCheckSchema>

const chanceSchema = z.object({
  /** P(met by the deadline), 0 to 1; null when it is not known. */
  value: z.number().nullable(),
  /** Why it is not known, or by what it was found. */
  why: z.string(),
})
export type ToldChance = z.infer<typeof chanceSchema>

const pointSchema = z.object({
  label: z.string(),
  start: daySchema,
  end: daySchema,
  value: z.number(),
  low: z.number(),
  high: z.number(),
})

/** A target judged on the facts there are. */
export const judgedTargetSchema = targetSchema.extend({
  version: z.number(),
  kpi: z.object({
    id: z.string(),
    name: z.string(),
    unit: z.enum(valueUnits),
    better: z.enum(['higher', 'lower', 'neither']),
  }),
  /** The unit it is for, where it is for one. */
  unit: z.object({ id: z.string(), name: z.string(), owner: z.string() }).nullable(),
  asOf: daySchema,
  /** The last period that is over. */
  period: z.string().nullable(),
  current: measuredSchema,
  /** The last period against the one before. */
  change: changeSchema,
  /** The chance that decides the status: with initiatives where effects of theirs are known. */
  chance: chanceSchema,
  chanceWithout: chanceSchema,
  chanceWith: chanceSchema.nullable(),
  status: z.enum(targetStatuses),
  /** One sentence that says the status and what it stands on. */
  sentence: z.string(),
  /** What rings before the deadline; null when nothing does. */
  warning: z.string().nullable(),
  smart: z.array(smartCheckSchema),
  controllable: z.boolean(),
  /** A value by hand: shown, never on track. */
  manual: z
    .object({
      value: z.number(),
      author: z.string(),
      reason: z.string(),
      expires: daySchema,
      expired: z.boolean(),
    })
    .nullable(),
  history: z.array(
    z.object({ label: z.string(), start: daySchema, end: daySchema, measured: measuredSchema }),
  ),
  /** Periods to the deadline, the last one being judged, at 80 % and without initiatives. */
  forecast: z.array(pointSchema),
})
export type JudgedTarget = z.infer<typeof judgedTargetSchema>

export const targetListInput = z.object({
  /** Id of a unit: its targets and those of the units below it. */
  unit: z.string().max(64).optional(),
})

/** Something written down that hangs on nothing, and what it lacks. */
export const orphanSchema = z.object({
  id: z.string(),
  kind: z.enum(['goal', 'question', 'objective', 'kpi', 'target', 'initiative', 'strategy']),
  name: z.string(),
  why: z.string(),
})
export type Orphan = z.infer<typeof orphanSchema>

export const targetListOutput = z.object({
  asOf: daySchema,
  headline: z.string(),
  counts: z.record(z.enum(targetStatuses), z.number()),
  targets: z.array(judgedTargetSchema),
  /** What does not trace to an objective or a question, and to a KPI. */
  orphans: z.array(orphanSchema),
})

export const oneTargetInput = z.object({ id: z.string().min(1).max(64) })

export const targetOneOutput = z.object({
  target: judgedTargetSchema,
  headline: z.string(),
  /** What was weighed: the name of the model, what it sees in a series, its share of the evidence. */
  models: z.array(z.object({ model: z.string(), words: z.string(), weight: z.number() })),
  versions: z.array(
    z.object({
      version: z.number(),
      goal: z.number(),
      deadline: daySchema,
      author: z.string(),
      reason: z.string().nullable(),
      changedAt: z.string(),
    }),
  ),
})

export const targetSaveInput = targetSchema
  .omit({ accountable: true, definitionVersion: true, baseline: true })
  .partial({ id: true })
  .extend({
    /** Exactly one role; none or several are refused. */
    accountable: z.array(text(120)).max(20),
    expected: z.number().int().min(0).optional(),
    /** Why the goal or the deadline was changed; asked for from the second version on. */
    reason: z.string().trim().max(500).optional(),
  })

export const targetSaveOutput = targetSchema.extend({ version: z.number() })
