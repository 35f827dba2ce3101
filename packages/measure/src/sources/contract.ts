import { factKindNames } from '@fealty/core'
import { z } from 'zod'

const kind = z.enum(factKindNames as [(typeof factKindNames)[number], ...typeof factKindNames])

/** A table or view as `catalog.schema.table`; a part with other signs stands in double quotes. */
const table = z
  .string()
  .min(5)
  .max(400)
  .describe('The table or view, as catalog.schema.table; "…" around a part with other signs')

export const sourceDefinition = z.object({
  name: z.string().trim().min(1).max(100).describe('What people call it'),
  kind: kind.describe('Kind of facts that its rows are'),
  table,
  mapping: z
    .record(z.string().min(1).max(300), z.string().max(2_000))
    .default({})
    .describe('Expression by field, as in an import; an empty one unmaps a guessed field'),
  cleaning: z
    .array(z.enum(['no-customer']))
    .default([])
    .describe('Rules that drop rows'),
})
export type SourceDefinition = z.output<typeof sourceDefinition>

const rights = z.object({
  /** What the account lacks. */
  missing: z.array(z.string()),
  /** What it may do beyond what is needed. */
  excess: z.array(z.string()),
})

/** The last look at the table. */
export const sourceCheck = z.object({
  checkedAt: z.string(),
  rowsIn: z.number(),
  kept: z.number(),
  rejected: z.number(),
  dropped: z.record(z.string(), z.number()),
  reasons: z.array(z.object({ column: z.string(), reason: z.string(), count: z.number() })),
  firstDay: z.string().nullable(),
  lastDay: z.string().nullable(),
  /** The mapping as it is carried out, guesses included. */
  mapping: z.record(z.string(), z.string()),
  warnings: z.array(z.string()),
  /** By what its rows are told from others: a version that the table keeps, or a sum over them all. */
  identity: z.enum(['version', 'content']),
  rights,
  /** Why the table cannot be read any more, and since when; what was counted is then the look before. */
  problem: z.string().nullable(),
  problemSince: z.string().nullable(),
})
export type SourceCheck = z.output<typeof sourceCheck>

export const sourceShape = z.object({
  id: z.string(),
  ...sourceDefinition.shape,
  version: z.number(),
  author: z.string(),
  changedAt: z.string(),
  check: sourceCheck.nullable(),
})
export type ListedSource = z.output<typeof sourceShape>

export const sourceListOutput = z.object({
  sources: z.array(sourceShape),
  /** Whether the engine of this installation reaches tables at all. */
  isReachable: z.boolean(),
})

export const sourceChangeInput = z.object({
  id: z.string().min(1).max(64),
  ...sourceDefinition.shape,
  expected: z.number().int().positive().describe('The version that the change is made on'),
  reason: z.string().max(500).optional(),
})
export const sourceCheckInput = z.object({
  name: z.string().max(100).optional().describe('Only this one; all when left out'),
})
export const sourceRemoveInput = z.object({
  name: z.string().min(1).max(100).describe('Its name, or its id'),
})
