import { z } from 'zod'

/** What answers questions, and whether it answers as the measures rely on. */
export const engineCheckOutput = z.object({
  /** `DuckDB`, embedded, or `Trino`, a cluster. */
  engine: z.enum(['DuckDB', 'Trino']),
  version: z.string(),
  /** Nodes that work on a question. */
  nodes: z.number().int().positive(),
  /** Conformance cases: one for each place where engines differ. */
  cases: z.object({ passed: z.number().int(), failed: z.number().int() }),
  /** Names of the cases that failed. */
  failures: z.array(z.string()),
})
