import { changeSchema, daySchema, measuredSchema } from '@fealty/core'
import { metricInfoSchema } from '@fealty/measure'
import { z } from 'zod'

export const toneSchema = z.enum(['neutral', 'better', 'worse'])
export type PackTone = z.infer<typeof toneSchema>

/** A figure as a reader sees it, with the colour it bears. */
const spokenSchema = z.object({ text: z.string(), tone: toneSchema })

export const packUnitSchema = z.object({
  /** Empty for a unit that is only a value of a dimension. */
  id: z.string(),
  name: z.string(),
  /** The role that answers for it. */
  owner: z.string(),
  score: measuredSchema,
  before: measuredSchema,
  lastYear: measuredSchema,
  change: changeSchema,
  /** Against all other units together. */
  against: changeSchema,
  scoreText: z.string(),
  rangeText: z.string(),
  beforeText: z.string(),
  lastYearText: z.string(),
  /** Mark and words: `▼ 9.8 real`. */
  verdict: spokenSchema,
  peers: spokenSchema,
  /** Score minus the benchmark of the pack, judged; no text where the pack has none. */
  benchmarked: spokenSchema
    .extend({ change: changeSchema })
    .default({ text: '', tone: 'neutral', change: { verdict: 'too few' } }),
  target: z.object({
    value: z.number().nullable(),
    text: z.string(),
    due: daySchema.nullable(),
    /** Probability in [0, 1] that it is met by its day, given the data; null when not known. */
    likely: z.number().nullable(),
    likelyText: z.string(),
    tone: toneSchema,
  }),
  actionsDue: z.number(),
  actionsLate: z.number(),
  /** What was measured of the unit's actions so far. */
  effect: z.string(),
})
export type PackUnit = z.infer<typeof packUnitSchema>

/** One line with a note below it, and a figure at its right. */
export const packLineSchema = z.object({
  title: z.string(),
  note: z.string(),
  right: spokenSchema,
  /** The unit whose line it is; empty for what is of the whole company. */
  unit: z.string().default(''),
})
export type PackLine = z.infer<typeof packLineSchema>

export const packDecisionSchema = z.object({
  /** Of the decision's record; empty for one that the pack proposes itself. */
  id: z.string(),
  title: z.string(),
  note: z.string(),
  unit: z.string(),
  proposedBy: z.string(),
  /** What the pack saw that made it propose this; empty for one that a person entered. */
  rule: z.string(),
})
export type PackDecision = z.infer<typeof packDecisionSchema>

export const packVoiceSchema = z.object({
  text: z.string(),
  note: z.string(),
  caseId: z.string(),
})

export const reviewPackSchema = z.object({
  reviewId: z.string(),
  /** Raised by a refresh; an earlier pack never changes. */
  version: z.number(),
  snapshotId: z.string(),
  /** ISO 8601 in UTC. */
  madeAt: z.string(),
  asOf: daySchema,
  date: daySchema,
  number: z.number(),
  workspace: z.object({ name: z.string(), currency: z.string() }),
  seriesName: z.string(),
  headline: z.string(),
  /** The North Star with its last quarter, a line of its own; empty where none is chosen (R079). */
  northStar: z.string().default(''),
  subline: z.string(),
  metric: metricInfoSchema,
  /** Labels of the periods that are compared. */
  periods: z.object({ now: z.string(), before: z.string(), lastYear: z.string() }),
  /** Lowest and highest value of the shared axis of the strips. */
  domain: z.tuple([z.number(), z.number()]),
  targetHead: z.string(),
  units: z.array(packUnitSchema),
  unitsNote: z.string(),
  /** What the units are held against; null where no published score is comparable. */
  benchmark: z
    .object({
      name: z.string(),
      value: z.number(),
      /** As it is shown, in the metric's unit. */
      text: z.string(),
      /** What it is worth: n, date, source, method. */
      note: z.string(),
    })
    .nullable()
    .default(null),
  /** The whole company against each benchmark, the best of the own units first. */
  benchmarks: z.array(packLineSchema).default([]),
  benchmarksNote: z.string().default(''),
  /** What moved for real among all measures, and how many were compared. */
  moved: z.array(packLineSchema),
  movedNote: z.string(),
  decisions: z.array(packDecisionSchema),
  promised: z.array(packLineSchema),
  promisedNote: z.string(),
  cases: z.array(packLineSchema),
  casesNote: z.string(),
  voices: z.array(packVoiceSchema),
  voicesNote: z.string(),
  /** Money of initiatives by year, for the workbook; empty when there are none. */
  initiatives: z.array(
    z.object({
      name: z.string(),
      unit: z.string(),
      grade: z.string(),
      /** Benefit less cost of each year from now on, in the workspace's currency. */
      flows: z.array(z.number()),
      npv: z.number(),
    }),
  ),
  discountRate: z.number(),
  cadence: z.object({
    days: z.number(),
    /** Days since the last one that was held; null when none was. */
    sinceHeld: z.number().nullable(),
    held: z.number(),
    heldInTime: z.number(),
    missed: z.number(),
    text: z.string(),
    tone: toneSchema,
  }),
  /** What could not be shown and why, one sentence each. */
  missing: z.array(z.string()),
})
export type ReviewPack = z.infer<typeof reviewPackSchema>
