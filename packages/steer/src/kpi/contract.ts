import { changeSchema, daySchema, measuredSchema } from '@fealty/core'
import { factExpressionSchema, metricIds } from '@fealty/measure'
import { z } from 'zod'

const text = (length: number) => z.string().trim().min(1).max(length)

/** Where a KPI's number comes from. */
export const bindingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('metric'), metric: z.enum(metricIds) }),
  z.object({ kind: z.literal('expression'), expression: factExpressionSchema }),
  /** Our own reviews: held in time, with quorum, out of those that were due (R080). */
  z.object({ kind: z.literal('reviews') }),
  /** Entered by a person; it can be shown, and can never be on track. */
  z.object({ kind: z.literal('manual') }),
])
export type KpiBinding = z.infer<typeof bindingSchema>

/** Something the company can move, and the role that decides about it. */
export const leverSchema = z.object({ what: text(200), decidedBy: text(120) })

export const valueUnits = [
  'points',
  'share',
  'money',
  'money-each',
  'score',
  'days',
  'count',
] as const

/** An adopted KPI: a measure the company steers by. */
export const kpiSchema = z.object({
  id: z.string(),
  name: text(120),
  /** The entry of the library it was adopted from. */
  libraryId: z.string().max(80).nullable().default(null),
  binding: bindingSchema,
  /** Conditions `DIMENSION=VALUE` beside those of its unit. */
  where: z.array(z.string().max(300)).max(20).default([]),
  unitId: z.string().max(64).nullable().default(null),
  perspective: z.string().max(40).default('customer'),
  better: z.enum(['higher', 'lower', 'neither']).default('higher'),
  /** How a manual value is written; a bound KPI has the unit of its measure. */
  unit: z.enum(valueUnits).default('share'),
  /** The one role that answers for it. */
  accountable: text(120),
  levers: z.array(leverSchema).max(10).default([]),
  /** What an activity or KPI is for, where it is not a question or an objective. */
  note: z.string().max(500).default(''),
  /** The one KPI that everybody looks at first (R079); another that becomes it takes it from this one. */
  northStar: z.boolean().default(false),
})
export type Kpi = z.infer<typeof kpiSchema>

const listedKpi = kpiSchema.extend({
  version: z.number(),
  measure: z.object({ unit: z.enum(valueUnits), definitionVersion: z.number() }),
  /** True when the accountable role decides about a lever. */
  controllable: z.boolean(),
  current: measuredSchema,
  period: z.string().nullable(),
  /** The quarter before `period`, and the change since, corrected for the number of KPIs. */
  before: z.object({ period: z.string(), measured: measuredSchema }).nullable(),
  change: changeSchema,
  /** The value by hand that counts now, and whether it has run out. */
  manual: z
    .object({
      value: z.number(),
      author: z.string(),
      reason: z.string(),
      expires: daySchema,
      expired: z.boolean(),
    })
    .nullable(),
})
export type ListedKpi = z.infer<typeof listedKpi>

export const kpiListOutput = z.object({ asOf: daySchema, kpis: z.array(listedKpi) })

export const kpiSaveInput = kpiSchema
  .omit({ accountable: true })
  .partial({ id: true })
  .extend({
    /** Exactly one role; none or several are refused. */
    accountable: z.array(text(120)).max(20),
    expected: z.number().int().min(0).optional(),
    /** Why it was changed; needed where another measure or population is bound. */
    reason: z.string().trim().max(500).optional(),
  })

export const kpiSaveOutput = kpiSchema.extend({ version: z.number() })

export const oneKpiInput = z.object({ id: z.string().min(1).max(64) })

export const kpiHistoryOutput = z.object({
  /** As it was adopted and changed, the first version first. */
  versions: z.array(
    z.object({
      version: z.number(),
      /** ISO 8601 in UTC. */
      changedAt: z.string(),
      author: z.string(),
      reason: z.string().nullable(),
      kpi: kpiSchema,
    }),
  ),
  /** Values by hand, the newest period first, each as it stands now. */
  values: z.array(
    z.object({
      id: z.string(),
      version: z.number(),
      value: z.number(),
      n: z.number().nullable(),
      day: daySchema,
      reason: z.string(),
      expires: daySchema,
      expired: z.boolean(),
      author: z.string(),
      changedAt: z.string(),
    }),
  ),
})

/** A value that a person enters for a KPI without live data. */
export const manualValueSchema = z.object({
  kpiId: z.string().min(1).max(64),
  value: z.number(),
  /** Out of how many, where it is known. */
  n: z.number().int().min(0).optional(),
  /** Any day of the period it is for. */
  day: daySchema,
  reason: text(500),
  /** The last day on which it is shown as a value. */
  expires: daySchema,
})
export type ManualValue = z.infer<typeof manualValueSchema>

/** A value by hand that is changed: another figure, reason or last day, at the same KPI. */
export const changeValueInput = manualValueSchema
  .omit({ kpiId: true })
  .extend({ id: z.string().min(1).max(64), expected: z.number().int().min(1) })

export const enteredValueOutput = z.object({ id: z.string() })
export const changedValueOutput = z.object({ id: z.string(), version: z.number() })

export const libraryInput = z.object({
  /** Words that must all occur in name, definition, formula or data. */
  search: z.string().max(200).default(''),
  perspective: z.string().max(40).optional(),
  availability: z.enum(['ready', 'needs', 'manual']).optional(),
})

const libraryEntry = z.object({
  id: z.string(),
  name: z.string(),
  perspective: z.string(),
  definition: z.string(),
  formula: z.string(),
  unit: z.string(),
  better: z.enum(['higher', 'lower', 'neither']),
  estimator: z.string(),
  data: z.string(),
  source: z.string(),
  /** How this program would compute it; manual where it has no way. */
  binding: bindingSchema,
  availability: z.enum(['ready', 'needs', 'manual']),
  /** What must be loaded first; empty when it is ready. */
  needs: z.array(z.string()),
  /** KPIs adopted from it. */
  adopted: z.array(z.string()),
})
export type LibraryEntry = z.infer<typeof libraryEntry>

export const libraryOutput = z.object({
  total: z.number(),
  ready: z.number(),
  entries: z.array(libraryEntry),
})
