import { FealtyError } from '@fealty/core'
import { readWorkspace, type KeptRecord } from '@fealty/store'
import type { SteerCall } from '../record-change.ts'
import type { ReviewPack } from '../review-pack/contract.ts'
import { cutPack } from '../review-pack/cut-pack.ts'
import type { Decision, ListedAction, ListedDecision, Review, Series } from './contract.ts'
import { keepCadence, medianLead } from './keep-cadence.ts'
import { showAction } from './list-actions.ts'
import {
  actionRecords,
  decisionRecords,
  packRecords,
  reviewRecords,
  seriesRecords,
} from './review-records.ts'
import { openSight, type Sight } from './sight.ts'

export const showDecision = (record: KeptRecord<Decision>): ListedDecision => ({
  ...record.body,
  version: record.version,
  reviewId: record.parentId ?? '',
})

/** A review with everything of its series that it is about, as far as the caller may see it. */
export interface ReviewSurroundings {
  sight: Sight
  /** Of the company, whose days count. */
  timeZone: string
  review: KeptRecord<Review>
  series: KeptRecord<Series>
  reviews: readonly KeptRecord<Review>[]
  pack: ReviewPack | null
  /** Proposed for this review, or for an earlier one and still open. */
  decisions: ListedDecision[]
  /** Promised in this series: those that are open, and those done since the review before. */
  actions: ListedAction[]
}

/** @throws FealtyError `record.not-found`, also where none of the series' units is the caller's */
export async function readReview(call: SteerCall, reviewId: string): Promise<ReviewSurroundings> {
  const { services, workspaceId, today } = call
  const { store } = services
  const review = await reviewRecords.read(store, workspaceId, reviewId)
  const series = await seriesRecords.read(store, workspaceId, review.parentId ?? '')
  const sight = (await openSight(call))(series.body)
  if (sight === null) throw new FealtyError('record.not-found', { what: 'review' })
  const [{ timeZone }, reviews, pack, decisions, actions] = await Promise.all([
    readWorkspace(store, workspaceId),
    reviewRecords.list(store, workspaceId, series.id),
    packRecords.find(store, workspaceId, reviewId),
    decisionRecords.list(store, workspaceId),
    actionRecords.list(store, workspaceId),
  ])
  const own = new Set(reviews.map(({ id }) => id))
  const earlier = new Set(
    reviews.filter(({ body }) => body.date < review.body.date).map(({ id }) => id),
  )
  const shownDecisions = decisions
    .filter(({ parentId, body }) => {
      const isOpen = body.outcome === 'open' || body.outcome === 'deferred'
      return parentId === reviewId || (isOpen && earlier.has(parentId ?? ''))
    })
    .map(showDecision)
    .filter(({ unit }) => sight.seesNamed(unit))
  const shownActions = actions
    .filter(({ parentId }) => own.has(parentId ?? ''))
    .map((record) => showAction(record, today))
    .filter(({ unit }) => sight.seesNamed(unit))
  return {
    sight,
    timeZone,
    review,
    series,
    reviews,
    pack: pack ? cutPack(pack.body, sight) : null,
    decisions: shownDecisions,
    actions: shownActions,
  }
}

/** The review before this one that was held. */
export function findLastHeld({ review, reviews }: ReviewSurroundings): Review | undefined {
  return reviews
    .map(({ body }) => body)
    .filter(({ state, date }) => state === 'held' && date < review.body.date)
    .sort((a, b) => (a.date < b.date ? 1 : -1))[0]
}

/** The cadence of the surroundings' series as of today. */
export function cadenceOf(
  { today }: SteerCall,
  { series, reviews, decisions, timeZone }: ReviewSurroundings,
) {
  const bodies = reviews.map(({ body }) => body)
  return keepCadence(series.body, bodies, medianLead(decisions, timeZone), today)
}

/** @throws FealtyError `review.state` */
export function checkState(review: Review, allowed: readonly Review['state'][]): void {
  if (!allowed.includes(review.state)) {
    throw new FealtyError('review.state', { state: review.state })
  }
}
