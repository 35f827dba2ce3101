import { addDays, daysBetween, rangePeriod, type Call, type Day } from '@fealty/core'
import {
  judgeChanges,
  measureMetric,
  metricCatalogue,
  openContext,
  type MetricId,
} from '@fealty/measure'
import type { ActServices } from '../services.ts'
import type { ListedImprovement } from './contract.ts'

/** A quarter on each side; longer, and other things have happened too. */
const longestDays = 91
/** With less time after it there is nothing to look at yet. */
const shortestDays = 14

/**
 * A metric before and after a day, as long before as after, judged: of the customers that the
 * conditions name. It says what changed, and not what changed it.
 * @returns null while there are fewer than two weeks of data after the day
 */
export async function measureBeforeAfter(
  call: Call<ActServices>,
  metricId: MetricId,
  where: readonly string[],
  since: Day,
): Promise<ListedImprovement['effect']> {
  const context = await openContext(call, { where, level: 0.95 })
  const days = Math.min(longestDays, daysBetween(since, context.asOf) + 1)
  if (days < shortestDays) return null
  const periods = [
    rangePeriod(addDays(since, -days), since),
    rangePeriod(since, addDays(since, days)),
  ]
  const metric = metricCatalogue[metricId]
  const { cells } = await measureMetric(context, metric, { periods, groups: [] })
  const [before, now] = [0, 1].map((period) => cells.find((cell) => cell.period === period))
  const [change] = judgeChanges([{ metric, now, before }], context.level)
  const nobody = { kind: 'insufficient', n: 0, minimum: 1, why: 'Nobody was counted.' } as const
  return {
    days,
    before: before?.measured ?? nobody,
    after: now?.measured ?? nobody,
    change: change ?? { verdict: 'too few' },
    grade: 'C',
  }
}
