import { changeSchema, daySchema, measuredSchema } from '@fealty/core'
import { z } from 'zod'
import { improvementStates, listedImprovement } from '../improvements/contract.ts'

const causeName = z.string().trim().min(1).max(120)

/** The list that a resolved case takes its root cause from. */
export const causesOutput = z.object({ version: z.number(), causes: z.array(z.string()) })
export const causesSaveInput = z.object({
  causes: z.array(causeName).min(1).max(60),
  /** What the list is changed for. */
  reason: z.string().trim().max(500).optional(),
  expected: z.number().int().min(0).optional(),
})
export const causesHistoryOutput = z.object({
  /** The newest first; version 0 is the list that the program comes with. */
  versions: z.array(
    z.object({
      version: z.number(),
      causes: z.array(z.string()),
      added: z.array(z.string()),
      removed: z.array(z.string()),
      by: z.string(),
      reason: z.string().nullable(),
      changedAt: z.string().nullable(),
    }),
  ),
})

export const causeRow = z.object({
  rootCause: z.string(),
  /** False for a word that cases bear and the list does not hold any more. */
  listed: z.boolean(),
  /** Cases resolved within the days, and the customers in them. */
  cases: z.number(),
  customers: z.number(),
  /** Of all cases that were resolved within the days, and within as many days before. */
  share: measuredSchema,
  shareBefore: measuredSchema,
  change: changeSchema,
  /** Cases resolved with it since the first one. */
  allCases: z.number(),
  /** What these customers bring in a year, as it was when their cases were opened: exact decimal text. */
  yearlyRevenue: z.string(),
  /** The unit that most of these cases belong to. */
  mostlyUnit: z.object({ name: z.string(), cases: z.number() }).nullable(),
  /** Of the customers who answered again after a case with this cause: no detractor any more. */
  recovered: measuredSchema,
  improvements: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      state: z.enum(improvementStates),
      owner: z.string(),
      metric: z.string(),
      since: daySchema.nullable(),
      effect: listedImprovement.shape.effect,
    }),
  ),
})
export type CauseRow = z.infer<typeof causeRow>

export const causeRegisterInput = z.object({
  /** Length of the window that ends today, and of the one before it. */
  days: z.number().int().min(7).max(366).default(91),
})
export const causeRegisterOutput = z.object({
  from: daySchema,
  to: daySchema,
  days: z.number(),
  currency: z.string(),
  version: z.number(),
  /** Cases resolved within the days. */
  resolved: z.number(),
  active: z.number(),
  mostActive: z.number(),
  /** The commonest first; those of the list that no case has yet come last. */
  rows: z.array(causeRow),
})
export type CauseRegister = z.infer<typeof causeRegisterOutput>
