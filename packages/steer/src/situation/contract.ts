import { daySchema, measuredSchema } from '@fealty/core'
import { metricIds, metricInfoSchema } from '@fealty/measure'
import { z } from 'zod'

export const forceNames = ['rivalry', 'entrants', 'substitutes', 'buyers', 'suppliers'] as const
export type ForceName = (typeof forceNames)[number]

/** STEER: what surrounds the industry. */
export const surroundings = [
  'socio-cultural',
  'technological',
  'economic',
  'ecological',
  'regulatory',
] as const
export const swotSides = ['strength', 'weakness', 'opportunity', 'threat'] as const
export const capabilitySorts = ['distinctive', 'core'] as const

/** Step one: what a company asks itself before it plans. */
export const selfQuestions = ['consensus', 'plan', 'vision', 'projects', 'confidence'] as const
export const vrioVerdicts = [
  'disadvantage',
  'parity',
  'temporary advantage',
  'unused advantage',
  'sustained advantage',
] as const
export type VrioVerdict = (typeof vrioVerdicts)[number]

/** A measure that a statement rests on: which, of whom, and from which to which day. */
export const citationSchema = z
  .object({
    metric: z.enum(metricIds),
    /** Conditions `DIMENSION=VALUE`; without any it is the whole company. */
    where: z.array(z.string().trim().min(1).max(300)).max(10).default([]),
    from: daySchema,
    /** Last day, inclusive. */
    to: daySchema,
  })
  .refine(({ from, to }) => from <= to, 'the period ends before it begins')
export type Citation = z.infer<typeof citationSchema>

const id = z.string().min(1).max(64)

const common = {
  /** The statement itself; of an asset what it does for us, of a system what it is used for. */
  text: z.string().trim().min(1).max(1000),
  /** The role that keeps it true. */
  owner: z.string().trim().min(1).max(120),
  citation: citationSchema.nullable().default(null),
  /** Months after which somebody must look at it again. */
  reviewMonths: z.number().int().min(1).max(36).default(6),
  /** Adopted KPIs by which it is watched. */
  kpiIds: z.array(id).max(10).default([]),
  /** Levers that it speaks for. */
  leverIds: z.array(id).max(20).default([]),
}
const name = z.string().trim().min(1).max(120)

export const statementSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('force'),
    force: z.enum(forceNames),
    /** 1 weak, 5 strong: how much of the industry's profit it takes. */
    rating: z.number().int().min(1).max(5),
    trend: z.enum(['rising', 'steady', 'falling']),
    ...common,
  }),
  z.object({ kind: z.literal('surroundings'), area: z.enum(surroundings), ...common }),
  z.object({ kind: z.literal('swot'), side: z.enum(swotSides), ...common }),
  z.object({
    kind: z.literal('asset'),
    name,
    valuable: z.boolean(),
    rare: z.boolean(),
    /** Hard to imitate. */
    inimitable: z.boolean(),
    /** The company is organised to use it. */
    organised: z.boolean(),
    ...common,
  }),
  z.object({ kind: z.literal('capability'), sort: z.enum(capabilitySorts), ...common }),
  z.object({
    kind: z.literal('self'),
    question: z.enum(selfQuestions),
    answer: z.enum(['yes', 'partly', 'no']),
    ...common,
  }),
  z.object({ kind: z.literal('system'), name, ...common }),
  /** How a segment is reached and served. */
  z.object({ kind: z.literal('channel'), name, segment: name, ...common }),
])
export type Statement = z.infer<typeof statementSchema>

export const reviewSchema = z.object({
  /** A person's id, and the role in which the statement was looked at. */
  by: z.string(),
  role: z.string(),
  on: daySchema,
  /** The version that was looked at. */
  version: z.number(),
  note: z.string(),
})
export type StatementReview = z.infer<typeof reviewSchema>

/** What a cited measure says today. */
export const citedSchema = z.object({
  metric: metricInfoSchema.pick({ id: true, title: true, unit: true, better: true }),
  measured: measuredSchema,
})

export const listedStatementSchema = z.object({
  id: z.string(),
  version: z.number(),
  statement: statementSchema,
  /** The last day on which it was written or reviewed, and the day on which it is due again. */
  seenOn: daySchema,
  dueOn: daySchema,
  overdue: z.boolean(),
  /** The last review; null when nobody has looked at it since it was first written. */
  review: reviewSchema.nullable(),
  cited: citedSchema.nullable(),
  /** Of an asset only. */
  verdict: z.enum(vrioVerdicts).nullable(),
  /** The KPIs that watch it and the levers it speaks for, as they are called today. */
  kpis: z.array(z.object({ id: z.string(), name: z.string() })),
  levers: z.array(z.object({ id: z.string(), name: z.string() })),
  /** What it lacks, in a sentence: a weakness that no measure watches. */
  flag: z.string().nullable(),
})
export type ListedStatement = z.infer<typeof listedStatementSchema>

export const situationReadOutput = z.object({
  headline: z.string(),
  statements: z.array(listedStatementSchema),
  /** Which levers matter: those that statements speak for, the most spoken for first. */
  levers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      question: z.string(),
      statements: z.array(z.object({ id: z.string(), text: z.string() })),
      /** What pulls it already. */
      initiatives: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  ),
})
export const situationSaveInput = z.object({
  id: z.string().min(1).max(64).optional(),
  statement: statementSchema,
  expected: z.number().int().min(0).optional(),
})
export const situationSaveOutput = z.object({ id: z.string(), version: z.number() })
export const situationRemoveInput = z.object({
  id: z.string().min(1).max(64),
  expected: z.number().int().min(1).optional(),
})
export const situationRemoveOutput = z.object({ removed: z.boolean() })
export const situationReviewInput = z.object({
  id: z.string().min(1).max(64),
  /** The version that was looked at; a newer one must be looked at first. */
  version: z.number().int().min(1),
  role: z.string().trim().min(1).max(120),
  note: z.string().trim().max(1000).default(''),
})

export const situationHistoryInput = z.object({ id: z.string().min(1).max(64) })
export const situationHistoryOutput = z.object({
  /** As it was written and changed, the first version first. */
  versions: z.array(
    z.object({
      version: z.number(),
      /** ISO 8601 in UTC. */
      changedAt: z.string(),
      author: z.string(),
      statement: statementSchema,
    }),
  ),
  /** Each time it was looked at and still held. */
  reviews: z.array(reviewSchema),
})
