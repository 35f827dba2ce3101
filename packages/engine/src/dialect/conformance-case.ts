import type { Cell } from '../engine.ts'
import type { Sql } from '../sql.ts'
import type { Dialect } from './dialect.ts'

/** One expression that must give the same cell on every engine. */
export interface ConformanceCase {
  name: string
  expression: (dialect: Dialect) => Sql
  expected: Cell
}
