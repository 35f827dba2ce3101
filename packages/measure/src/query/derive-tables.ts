import { isEngineAway, type Call, type Day } from '@fealty/core'
import { sql, type Engine, type Snapshot } from '@fealty/engine'
import { ensureRollups } from '../rollup/ensure-rollups.ts'
import type { MeasureServices } from '../services.ts'
import { withCustomerValue } from '../value/customer-value-table.ts'
import { keptRows, type RowSource } from './keep-rows.ts'

interface Derived {
  services: MeasureServices
  snapshot: Snapshot
  /** The first day on which a subscription ended; null when none has. */
  firstLeaving: Day | null
}

/**
 * The snapshot with the tables that are derived from its facts, which are made on first need. While the
 * engine is away none can be made: then every question of the context is refused as away, so that whoever
 * has the last answer can give it, and nothing is asked of half a context when the engine is back.
 */
export async function deriveTables(
  { services, today, signal }: Call<MeasureServices>,
  facts: Snapshot,
): Promise<Derived> {
  try {
    const rolled = await ensureRollups(services, facts)
    const snapshot = await withCustomerValue(services, rolled, facts)
    const firstLeaving = await readFirstLeaving({ services, snapshot, today, signal })
    return { services, snapshot, firstLeaving }
  } catch (error) {
    if (!isEngineAway(error)) throw error
    const engine = refuseAll(services.engine, error)
    return { services: { ...services, engine }, snapshot: facts, firstLeaving: null }
  }
}

async function readFirstLeaving(source: RowSource): Promise<Day | null> {
  if (source.snapshot.tables.subscriptions?.files.length === 0) return null
  const [row] = await keptRows(source, sql`select min("end") as first_day from subscriptions`)
  const first = row?.first_day ?? null
  return first === null ? null : String(first)
}

function refuseAll(engine: Engine, error: Error): Engine {
  const refuse = () => Promise.reject(error)
  const { dialect, tableSuffix, local, outside, mirror, publish, leave } = engine
  const refusing: Engine = {
    ...{ dialect, tableSuffix, local, outside },
    ...{ query: refuse, queryNumbers: refuse, writeTable: refuse, dropTable: refuse },
    ...{ tidy: refuse, reach: refuse, describe: refuse },
    ...(mirror ? { mirror: refuse } : {}),
    ...(publish ? { publish: refuse } : {}),
    ...(leave ? { leave: refuse } : {}),
    askedBy: () => refusing,
    close: () => engine.close(),
  }
  return refusing
}
