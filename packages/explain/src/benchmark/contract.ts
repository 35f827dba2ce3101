import { changeSchema, daySchema, grainSchema, measuredSchema, periodSchema } from '@fealty/core'
import { scopeShape } from '@fealty/measure'
import { z } from 'zod'
import { scoreSchema } from '../weighted-score/contract.ts'

/** Scores of different occasions are different series: one is never held against the other. */
export const seriesSchema = z.enum(['relationship', 'transaction', 'competitive'])
export type Series = z.infer<typeof seriesSchema>

const words = (most: number) => z.string().trim().min(1).max(most)

/** A score of somebody else, or of our own past, with everything that says what it is worth. */
export const benchmarkBodySchema = z
  .object({
    name: words(80),
    score: scoreSchema,
    series: seriesSchema,
    /** NPS in points, −100 to 100; the others as a share in [0, 1]. */
    value: z.number().min(-100).max(100),
    /** Answers behind it, where the source says. */
    n: z.number().int().min(1).max(1e9).nullable().default(null),
    /** Standard error in the unit of the value, where the source says; it goes before n. */
    standardError: z.number().min(0).max(100).nullable().default(null),
    /** How it was asked and counted. */
    method: words(300),
    source: words(300),
    /** When it was measured or published. */
    date: daySchema,
    kind: z.enum(['own', 'industry']),
  })
  .refine(({ score, value }) => score === 'nps' || (value >= 0 && value <= 1), {
    path: ['value'],
    message: 'A share is between 0 and 1.',
  })
export type BenchmarkBody = z.infer<typeof benchmarkBodySchema>

export type Benchmark = BenchmarkBody & { id: string; version: number }

const benchmarkSchema = benchmarkBodySchema.and(z.object({ id: z.string(), version: z.number() }))
export const benchmarkListOutput = z.object({ benchmarks: z.array(benchmarkSchema) })

export const benchmarkSaveInput = z.object({
  /** Left out for a new one. */
  id: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional(),
  /** The version the change was made on. */
  expected: z.number().int().min(0).optional(),
  benchmark: benchmarkBodySchema,
})
export const benchmarkRemoveInput = z.object({ id: z.string().max(64) })

export const compareInput = z.object({
  score: scoreSchema.default('nps'),
  every: grainSchema.default('quarter'),
  /** A day of the period to look at; default: the last day of the data. */
  day: daySchema.optional(),
  /** What our own answers are; benchmarks of another series are not compared. */
  series: seriesSchema.default('relationship'),
  ...scopeShape,
})

export const comparedSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['own', 'industry', 'internal']),
  value: z.number(),
  n: z.number().nullable(),
  date: daySchema,
  source: z.string(),
  method: z.string(),
  /** Ours minus the benchmark, judged; too few where it is not comparable. */
  change: changeSchema,
  /** By which test, or why it is not comparable, in words. */
  how: z.string(),
  comparable: z.boolean(),
})
export type Compared = z.infer<typeof comparedSchema>

export const compareOutput = z.object({
  asOf: daySchema,
  score: scoreSchema,
  series: seriesSchema,
  period: periodSchema,
  ours: measuredSchema,
  rows: z.array(comparedSchema),
})
export type CompareAnswer = z.infer<typeof compareOutput>
