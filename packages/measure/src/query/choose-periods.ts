import {
  addDays,
  addMonths,
  FealtyError,
  periodsBetween,
  rangePeriod,
  type Day,
  type FiscalCalendar,
  type Grain,
  type Period,
} from '@fealty/core'
import type { MetricDefinition } from '../metric/metric-definition.ts'

const periodLimit = 4_000

/**
 * The periods of a question. Without `every` it is one range: from `from`, else as far back as the
 * metric says, else from the first day of its facts, up to `to`, else the as-of day.
 * @throws FealtyError `input.invalid` when the range is empty or has too many periods
 */
export function choosePeriods(
  question: { every?: Grain | undefined; from?: Day | undefined; to?: Day | undefined },
  known: { metric: MetricDefinition; firstDay: Day; asOf: Day; calendar: FiscalCalendar },
): Period[] {
  const to = question.to ?? known.asOf
  const usual =
    known.metric.defaultMonths === undefined || question.every !== undefined
      ? known.firstDay
      : addMonths(addDays(to, 1), -known.metric.defaultMonths)
  const from = question.from ?? (usual <= to ? usual : to)
  if (from > to) {
    throw new FealtyError('input.invalid', { problem: `${from} lies after ${to}` })
  }
  if (question.every === undefined) return [rangePeriod(from, addDays(to, 1))]
  const periods = periodsBetween(from, to, question.every, known.calendar)
  if (periods.length > periodLimit) {
    throw new FealtyError('input.invalid', {
      problem: `more than ${periodLimit} periods; ask for longer ones or a shorter time`,
    })
  }
  return periods
}
