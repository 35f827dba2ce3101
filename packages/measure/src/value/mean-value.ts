import type { Measured } from '@fealty/core'
import { insufficient } from '@fealty/core'
import { sql, type Engine, type Row, type Snapshot } from '@fealty/engine'
import { multiplyCents } from '../metric/money-sql.ts'
import { meanInterval, meanStatisticsFromSums } from '@fealty/stats'

/** Fewer customers than this have no mean value that could be shown. */
const minimumCustomers = 5

const cents = sql`cast(v.value as decimal(18, 2))`

/**
 * Columns from which a mean value is made; `v` stands for the table `customer_value`. Each value counts
 * in cents, as for the metric `clv`: sums of doubles would differ from run to run, and between engines.
 */
export const valueSums = sql`count(v.value) as customers,
  sum(${cents}) as total, sum(${multiplyCents(cents, cents)}) as squares`

/**
 * The mean expected value of customers. Its error has two parts: customers differ (Student's t), and
 * the model's parameters are uncertain (delta method); the second hits all customers alike, so it
 * does not shrink with their number.
 */
export function meanValue(row: Row, relativeModelError: number, level = 0.95): Measured {
  const n = Number(row.customers)
  if (n < minimumCustomers)
    return insufficient(n, minimumCustomers, 'Too few customers for a mean value.')
  const sums = meanStatisticsFromSums(n, Number(row.total), Number(row.squares))
  const interval = meanInterval({ ...sums, level })
  if (interval.kind === 'insufficient') return interval
  const model = Math.abs(interval.value) * relativeModelError
  const se = Math.hypot(interval.se, model)
  const widening = interval.se > 0 ? se / interval.se : 1
  return {
    ...interval,
    se,
    low: interval.value - (interval.value - interval.low) * widening,
    high: interval.value + (interval.high - interval.value) * widening,
    method: 'Student’s t over customers, with the model’s own error (delta method)',
  }
}

/** The mean and the total over all scored customers. */
export async function readMeanValue(
  engine: Engine,
  scored: Snapshot,
  relativeModelError: number,
  signal: AbortSignal,
): Promise<{ customers: number; total: string; measured: Measured }> {
  const [row] = await engine.query(scored, sql`select ${valueSums} from customer_value v`, {
    signal,
  })
  if (row === undefined) throw new RangeError('an aggregate without a row')
  return {
    customers: Number(row.customers),
    total: String(row.total ?? '0.00'),
    measured: meanValue(row, relativeModelError),
  }
}
