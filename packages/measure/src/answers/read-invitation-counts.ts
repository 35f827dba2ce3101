import type { Period } from '@fealty/core'
import { metricCatalogue } from '../metric/catalogue.ts'
import { numberOf } from '../metric/statistic-families.ts'
import { keptRows } from '../query/keep-rows.ts'
import type { MeasureContext } from '../query/measure-context.ts'
import { metricScope } from '../query/count-metric.ts'
import { countInvitations } from './answer-sql.ts'

/** How many were invited, and how many of them answered. */
export interface InvitationCounts {
  invited: number
  answered: number
}

/**
 * Invitations of each period to surveys that ask for the score, by the day of the invitation: the
 * counts behind a response rate, for rooms that compare two of them.
 */
export async function readInvitationCounts(
  context: MeasureContext,
  score: 'nps' | 'csat' | 'ces',
  periods: readonly Period[],
): Promise<InvitationCounts[]> {
  const scope = metricScope(context, metricCatalogue[score], { periods, groups: [] })
  const rows = await keptRows(context, countInvitations(scope, score))
  const counts = periods.map(() => ({ invited: 0, answered: 0 }))
  for (const row of rows) {
    counts[numberOf(row, 'period')] = {
      invited: numberOf(row, 'invited'),
      answered: numberOf(row, 'answered'),
    }
  }
  return counts
}
