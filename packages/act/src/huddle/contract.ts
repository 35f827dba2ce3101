import { changeSchema, daySchema, measuredSchema } from '@fealty/core'
import { metricInfoSchema } from '@fealty/measure'
import { z } from 'zod'
import { caseBoardOutput, caseSummary } from '../cases/contract.ts'

export const huddleBoardInput = z.object({
  /** A unit by id, with its parts; all when left out. */
  unit: z.string().max(64).optional(),
  days: z.number().int().min(7).max(31).default(14),
})

export const huddleBoardOutput = z.object({
  unit: z.string().nullable(),
  unitName: z.string(),
  /** Days of the answers: the newest there are. */
  from: daySchema,
  to: daySchema,
  /** What they are compared with: so many days before. */
  comparedDays: z.number(),
  currency: z.string(),
  timeZone: z.string(),
  changes: z.array(
    z.object({
      metric: metricInfoSchema,
      now: measuredSchema,
      before: measuredSchema,
      change: changeSchema,
    }),
  ),
  verbatims: z.array(
    z.object({
      responseId: z.string().nullable(),
      customerId: z.string().nullable(),
      day: daySchema,
      words: z.string(),
      nps: z.number().nullable(),
      segment: z.string().nullable(),
      themes: z.array(z.string()),
    }),
  ),
  board: caseBoardOutput,
  /** Late ones and those due today, the first due first. */
  cases: z.array(caseSummary),
  /** Root causes of what was resolved within the last 91 days, the commonest first. */
  causes: z.array(z.object({ rootCause: z.string(), cases: z.number() })),
})

export const huddleHoldInput = z.object({
  unit: z.string().max(64).nullable().default(null),
  /** Who was there, as roles or names, one line. */
  present: z.string().trim().min(1).max(400),
  notes: z.string().trim().max(4_000).default(''),
  /** What goes to the outer loop. */
  raised: z
    .array(
      z.object({
        title: z.string().trim().min(1).max(160),
        rootCause: z.string().trim().max(120).default(''),
      }),
    )
    .max(20)
    .default([]),
})

export const heldHuddle = z.object({
  id: z.string(),
  unit: z.string().nullable(),
  heldAt: z.string(),
  present: z.string(),
  notes: z.string(),
  /** Improvements that were raised, by id. */
  raised: z.array(z.object({ id: z.string(), title: z.string() })),
})
export const huddlesOutput = z.object({ huddles: z.array(heldHuddle) })
