import { changeSchema, daySchema, measuredSchema } from '@fealty/core'
import { metricIds } from '@fealty/measure'
import { z } from 'zod'

/** Raised in a huddle; under way; done and measured; dropped with the reason. */
export const improvementStates = ['raised', 'active', 'done', 'dropped'] as const

/** A company can carry three to five improvements across its functions at once; not more. */
export const mostActive = 5

const words = z.string().trim().max(4_000)

/** What is done about the cause of many cases, so that they do not come again. */
export const improvementBody = z.object({
  title: z.string().trim().min(1).max(160),
  state: z.enum(improvementStates).default('raised'),
  /** One of the catalogue of root causes; its cases are the evidence. */
  rootCause: z.string().trim().max(120).default(''),
  /** What was found to lie behind it. */
  finding: words.default(''),
  /** The unit whose customers it is for; null for all. */
  unit: z.string().max(64).nullable().default(null),
  owner: z.string().trim().max(120).default(''),
  decision: words.default(''),
  /** From this day on it works; before and after are counted from here. */
  since: daySchema.nullable().default(null),
  metric: z.enum(metricIds).default('nps'),
  /** What customers were told of it, and when. */
  told: words.default(''),
  toldOn: daySchema.nullable().default(null),
  /** The initiative that carries it, by its id. */
  initiative: z.string().trim().max(64).nullable().default(null),
  /** Why it was dropped. */
  reason: words.default(''),
})
export type Improvement = z.infer<typeof improvementBody>

export const listedImprovement = improvementBody.extend({
  id: z.string(),
  version: z.number(),
  raisedOn: daySchema,
  unitName: z.string().nullable(),
  /** Cases with its root cause, and customers in them. */
  cases: z.number(),
  customers: z.number(),
  /** As long before as after; null before it works. */
  effect: z
    .object({
      days: z.number(),
      before: measuredSchema,
      after: measuredSchema,
      change: changeSchema,
      /** Before and after, and no more: whatever else happened is in it. */
      grade: z.literal('C'),
    })
    .nullable(),
})
export type ListedImprovement = z.infer<typeof listedImprovement>

export const improvementsOutput = z.object({
  asOf: daySchema,
  active: z.number(),
  mostActive: z.number(),
  improvements: z.array(listedImprovement),
})

export const improvementSaveInput = improvementBody.extend({
  /** Left out for a new one. */
  id: z.string().min(1).max(64).optional(),
  expected: z.number().int().min(0).optional(),
})
export const improvementSaved = improvementBody.extend({ id: z.string(), version: z.number() })
