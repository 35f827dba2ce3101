import { isDeepStrictEqual } from 'node:util'
import type { Cell, Engine } from '../engine.ts'
import type { Snapshot } from '../snapshot.ts'
import { sql } from '../sql.ts'
import type { ConformanceCase } from './conformance-case.ts'
import { conformanceCases } from './conformance-cases.ts'

const nothing: Snapshot = { id: 'none', workspaceId: 'none', tables: {} }

/** What an engine answers to a case. */
export async function askCase(engine: Engine, { expression }: ConformanceCase): Promise<Cell> {
  const [row] = await engine.query(nothing, sql`select ${expression(engine.dialect)} as cell`)
  return row?.cell ?? null
}

export interface Conformance {
  passed: number
  failed: number
  /** Names of the cases that the engine answers otherwise, or not at all. */
  failures: string[]
}

/** Asks an engine all cases: whether what the measures rely on holds on it. */
export async function checkConformance(engine: Engine): Promise<Conformance> {
  const failures: string[] = []
  for (const one of conformanceCases) {
    const answer = await askCase(engine, one).catch(() => undefined)
    if (!isDeepStrictEqual(answer, one.expected)) failures.push(one.name)
  }
  return { passed: conformanceCases.length - failures.length, failed: failures.length, failures }
}
