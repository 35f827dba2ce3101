import { z } from 'zod'
import { embedded, lakeSchema, targetSchema } from './target.ts'

export const differenceSchema = z.object({
  workspaceId: z.string(),
  /** What differs, in words: an import with its column, or a metric with the place in its answer. */
  what: z.string(),
  /** As the engine in use has it. */
  from: z.string(),
  /** As the other one has it. */
  to: z.string(),
})
export type Difference = z.infer<typeof differenceSchema>

export const moveInput = z.object({
  to: z
    .string()
    .min(1)
    .max(2_000)
    .describe(
      `The address of a cluster, or the word ${embedded} for the engine within the program`,
    ),
  lake: lakeSchema
    .default({})
    .describe('Settings of the lake, unless they are as in the environment'),
})

export const moveOutput = z.object({
  from: z.string(),
  to: z.string(),
  /** True when the other engine is in use now. */
  switched: z.boolean(),
  /** Live imports, all of which are where the other engine reads them. */
  imports: z.number().int(),
  rows: z.number().int(),
  /** Numbers of facts that were compared: rows, filled cells and sums. */
  sums: z.number().int(),
  /** Answers that were compared, byte for byte. */
  answers: z.number().int(),
  differences: z.array(differenceSchema),
})
export type MoveReport = z.output<typeof moveOutput>

const movePhases = ['copying', 'comparing', 'differs', 'switched'] as const

/** Where the last move stands, as the store keeps it. */
export const moveStateSchema = z.object({
  from: targetSchema,
  to: targetSchema,
  startedAt: z.string(),
  changedAt: z.string(),
  phase: z.enum(movePhases),
  /** How often it was begun: once, and once more after each time that it was broken off. */
  attempts: z.number().int(),
  imports: z.object({ done: z.number().int(), all: z.number().int() }),
  answers: z.object({ done: z.number().int(), all: z.number().int() }),
  differences: z.array(differenceSchema),
})
export type MoveState = z.infer<typeof moveStateSchema>

export const standingOutput = z.object({
  /** The engine that answers. */
  engine: z.string(),
  saidBy: z.enum(['environment', 'move']),
  /** Set where ENGINE_URL names another one. */
  disagreement: z.string().nullable(),
  /** The last move; null before the first. */
  move: moveStateSchema.extend({ from: z.string(), to: z.string() }).nullable(),
  /** Whether it runs at this moment. */
  isMoving: z.boolean(),
})

export const clearOutput = z.object({
  /** The engine whose tables and files went. */
  engine: z.string(),
  dropped: z.number().int(),
})
