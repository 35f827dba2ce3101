import type { Column, Snapshot } from '@fealty/engine'
import { rollupFolder, withTable } from '../rollup/ensure-rollups.ts'
import type { MeasureServices } from '../services.ts'
import type { ScoreModel } from './score-parameters.ts'
import { findScoreModel } from './score-store.ts'
import { writeScores } from './score-table.ts'

/**
 * Columns of the table that `value score` writes: one row per scored customer.
 *
 * Times are days up to `as_of`; `spend` is what was paid, `profit` what was left of it (net revenue
 * where no cost is known), both over all time. `expected_purchases` (payments of a contract) lie
 * within the horizon; `expected_spend` is the mean per purchase (the monthly fee of a contract).
 * `value` is discounted; the customer's own comes to lie in [`value_low`, `value_high`] 95 times in
 * 100.
 */
const customerValueColumns: readonly Column[] = [
  { name: 'customer_id', type: 'text' },
  { name: 'frequency', type: 'whole' },
  { name: 'recency_days', type: 'whole' },
  { name: 'age_days', type: 'whole' },
  { name: 'spend', type: 'number' },
  { name: 'profit', type: 'number' },
  { name: 'p_alive', type: 'number' },
  { name: 'expected_purchases', type: 'number' },
  { name: 'expected_spend', type: 'number' },
  { name: 'value', type: 'number' },
  { name: 'value_low', type: 'number' },
  { name: 'value_high', type: 'number' },
  { name: 'band', type: 'text' },
  { name: 'model_id', type: 'text' },
  { name: 'as_of', type: 'day' },
]

type Services = Pick<MeasureServices, 'engine' | 'store' | 'dataFolder'>

/** Scorings under way, so that questions that come together score once. */
const scoring = new Map<string, Promise<string>>()

/**
 * The snapshot with `customer_value`: the scores of the last model, computed again when facts have
 * changed since; an empty table before the first `value score`.
 */
export async function withCustomerValue(
  services: Services,
  snapshot: Snapshot,
  facts: Snapshot,
): Promise<Snapshot> {
  const model = await findScoreModel(services.store, facts.workspaceId)
  if (model === undefined) {
    const empty = { files: [], columns: customerValueColumns }
    return withTable(snapshot, 'unscored', 'customer_value', empty)
  }
  return addCustomerValue(services, snapshot, facts, model, new AbortController().signal)
}

/** The snapshot with the scores of a model, which are written first when they are not there. */
export async function addCustomerValue(
  services: Services,
  snapshot: Snapshot,
  facts: Snapshot,
  model: ScoreModel,
  signal: AbortSignal,
): Promise<Snapshot> {
  const folder = rollupFolder(services.dataFolder, facts)
  const key = `${folder}/${model.id}${services.engine.tableSuffix}`
  const work = scoring.get(key) ?? writeScores(services, snapshot, folder, model, signal)
  scoring.set(key, work)
  try {
    const table = { files: [await work], columns: customerValueColumns }
    return withTable(snapshot, model.id, 'customer_value', table)
  } finally {
    scoring.delete(key)
  }
}
