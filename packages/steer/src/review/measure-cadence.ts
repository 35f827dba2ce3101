import { addMonths, insufficient, type Day, type Measured } from '@fealty/core'
import { wilsonInterval } from '@fealty/stats'
import type { Store } from '@fealty/store'
import type { Review, Series } from './contract.ts'
import { keepCadence } from './keep-cadence.ts'
import { reviewRecords, seriesRecords } from './review-records.ts'

/** Months looked back. */
const months = 12

/** Reviews of a series by what became of them. */
export interface SeriesReviews {
  series: Series
  reviews: readonly Review[]
}

/**
 * Share of the reviews of the last twelve months that were held in time, of all that were held or missed;
 * a review is only held with its quorum and its chair. Pure.
 */
export function cadenceShare(all: readonly SeriesReviews[], today: Day): Measured {
  const from = addMonths(today, -months)
  const counts = all.map(({ series, reviews }) => {
    const due = reviews.filter(({ date }) => date > from && date <= today)
    return keepCadence(series, due, null, today)
  })
  const sum = (part: 'held' | 'heldInTime' | 'missed'): number =>
    counts.reduce((total, one) => total + one[part], 0)
  const n = sum('held') + sum('missed')
  if (n === 0) return insufficient(0, 1, 'No review was due in these twelve months.')
  return wilsonInterval({ successes: sum('heldInTime'), n })
}

/** The same for the reviews of a workspace. */
export async function measureCadence(
  store: Store,
  workspaceId: string,
  today: Day,
): Promise<Measured> {
  return cadenceShare(await readSeriesReviews(store, workspaceId), today)
}

/** Every series of a workspace with its reviews. */
export async function readSeriesReviews(
  store: Store,
  workspaceId: string,
): Promise<SeriesReviews[]> {
  const [series, reviews] = await Promise.all([
    seriesRecords.list(store, workspaceId),
    reviewRecords.list(store, workspaceId),
  ])
  return series.map(({ id, body }) => ({
    series: body,
    reviews: reviews.filter(({ parentId }) => parentId === id).map((review) => review.body),
  }))
}
