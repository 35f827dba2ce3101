import { z } from 'zod'

const account = {
  rowsIn: z.number(),
  kept: z.number(),
  rejected: z.number(),
  dropped: z.record(z.string(), z.number()),
}

const importSchema = z.object({
  id: z.string(),
  kind: z.string(),
  files: z.array(z.object({ name: z.string(), bytes: z.number() })),
  mapping: z.record(z.string(), z.string()),
  cleaning: z.array(z.string()),
  ...account,
  firstDay: z.string().nullable(),
  lastDay: z.string().nullable(),
  importedAt: z.string(),
  hasRejects: z.boolean(),
  /** It stands for a table that a cluster reaches, and was not imported. */
  isMapped: z.boolean(),
  state: z.enum(['live', 'undone']),
})

export const overviewOutput = z.object({
  snapshotId: z.string(),
  kinds: z.array(
    z.object({
      kind: z.string(),
      meaning: z.string(),
      rows: z.number(),
      ...account,
      firstDay: z.string().nullable(),
      lastDay: z.string().nullable(),
      columns: z.array(z.object({ name: z.string(), type: z.string() })),
    }),
  ),
  imports: z.array(importSchema),
  /** When answers that were given here last became facts; null when none has. */
  answersLandedAt: z.string().nullable(),
})

const count = z.object({ of: z.number(), count: z.number() })

export const qualityOutput = z.object({
  /** Per kind: how current it is, which months lack facts, ids that occur twice. */
  kinds: z.array(
    z.object({
      kind: z.string(),
      rows: z.number(),
      firstDay: z.string().nullable(),
      lastDay: z.string().nullable(),
      /** Days from the last fact to today. */
      ageDays: z.number().nullable(),
      /** First days of months between the first and the last fact that hold none. */
      gaps: z.array(z.string()),
      undated: z.number(),
      duplicateIds: z.number(),
      /** Share of rows in which the field is filled, [0, 1]. */
      coverage: z.array(z.object({ field: z.string(), filled: z.number(), share: z.number() })),
    }),
  ),
  /** Customers of the customer list, and known customers of other facts. */
  customersWithoutAnswers: count.nullable(),
  answersWithoutCustomers: count.nullable(),
  ordersWithoutKnownCustomer: count.nullable(),
})
