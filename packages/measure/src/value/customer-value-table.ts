import type { Column, Snapshot } from '@fealty/engine'
import type { MeasureServices } from '../services.ts'

/** Columns of the table that `value score` writes: one row per scored customer. */
export const customerValueColumns: readonly Column[] = [
  { name: 'customer_id', type: 'text' },
  { name: 'value', type: 'number' },
  { name: 'band', type: 'text' },
  { name: 'as_of', type: 'day' },
]

/** The snapshot with `customer_value`: the last scores of these facts, or an empty table. */
export function withCustomerValue(
  _services: MeasureServices,
  snapshot: Snapshot,
  _facts: Snapshot,
): Promise<Snapshot> {
  return Promise.resolve({
    ...snapshot,
    tables: { ...snapshot.tables, customer_value: { files: [], columns: customerValueColumns } },
  })
}
