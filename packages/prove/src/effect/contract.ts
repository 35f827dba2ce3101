import { daySchema, measuredSchema, periodSchema } from '@fealty/core'
import { metricInfoSchema } from '@fealty/measure'
import { z } from 'zod'
import { designs, experimentStates, grades } from '../experiment/contract.ts'

const comparisonSchema = z.object({
  arm: z.string(),
  /** Against the first arm, or against the time before; in the metric's unit, per unit for sums. */
  effect: measuredSchema,
  /** The same as a share of the first arm's outcome; null for scores, whose ratios mean nothing. */
  relative: measuredSchema.nullable(),
  verdict: z.enum(['real', 'noise', 'too few']),
  p: z.number().nullable(),
  /** The smallest true effect that would be seen four times in five with what there is. */
  detectable: z.number().nullable(),
  /** Share of the variance that the past took off (CUPED); null where it was not used. */
  varianceReduction: z.number().nullable(),
})

export const effectSchema = z.object({
  experimentId: z.string(),
  name: z.string(),
  design: z.enum(designs),
  state: z.enum(experimentStates),
  metric: metricInfoSchema,
  /** A randomised, B quasi-experiment, C before and after, D asserted. */
  grade: z.enum(grades),
  gradeReason: z.string(),
  /** One sentence: what was found. */
  sentence: z.string(),
  effect: comparisonSchema.shape.effect,
  relative: comparisonSchema.shape.relative,
  verdict: comparisonSchema.shape.verdict,
  /** One per arm beside the first; with several, their intervals hold together (Bonferroni). */
  comparisons: z.array(comparisonSchema),
  /** True while it runs or when it was broken off: the interval stays valid however often one looks. */
  alwaysValid: z.boolean(),
  arms: z.array(
    z.object({
      name: z.string(),
      role: z.enum(['control', 'treated']),
      /** Customers or accounts. */
      units: z.number(),
      outcome: measuredSchema,
      /** Answers by band, for scores. */
      bands: z.record(z.string(), z.number()).nullable(),
    }),
  ),
  /** Units that got what is tried: the volume of a benefit. */
  treatedUnits: z.number(),
  sampleRatio: z.object({ p: z.number(), isMismatch: z.boolean() }).nullable(),
  /** Difference of the arms before anything was done. */
  balance: measuredSchema.nullable(),
  preTrend: z
    .object({ p: z.number().nullable(), periods: z.number(), holds: z.boolean(), why: z.string() })
    .nullable(),
  /** Treated minus control by month, before and after the start. */
  gaps: z.array(z.object({ period: periodSchema, after: z.boolean(), measured: measuredSchema })),
  window: z.object({ from: daySchema, to: daySchema }),
  asOf: daySchema,
  snapshotId: z.string(),
  currency: z.string(),
  problems: z.array(z.string()),
  sql: z.string(),
})
export type ExperimentEffect = z.infer<typeof effectSchema>
export type EffectComparison = z.infer<typeof comparisonSchema>
