import { addDays, type Job } from '@fealty/core'
import { listWorkspaces, type KeptRecord } from '@fealty/store'
import type { SteerServices } from '../services.ts'
import type { Review } from './contract.ts'
import { reviewRecords, seriesRecords } from './review-records.ts'
import { planReview } from './series-operation.ts'

/** The program itself is the author of what it notes by the clock. */
const author = 'clock'

/** A review that was not started when its day was over is missed; one that runs may be closed later. */
function isMissed({ state, date }: Review, today: string): boolean {
  return (state === 'planned' || state === 'prepared') && date < today
}

async function markWorkspace(
  services: SteerServices,
  workspaceId: string,
  now: Date,
): Promise<void> {
  const { store } = services
  // A day later than any time zone's own day: a review is never missed before its day is over.
  const today = addDays(now.toISOString().slice(0, 10), -1)
  const reviews = await reviewRecords.list(store, workspaceId)
  const missed = reviews.filter(({ body }) => isMissed(body, today))
  for (const review of missed) await markOne(services, workspaceId, review, now)
}

async function markOne(
  services: SteerServices,
  workspaceId: string,
  { id, body, version, parentId }: KeptRecord<Review>,
  now: Date,
): Promise<void> {
  const { store } = services
  const series = await seriesRecords.find(store, workspaceId, parentId ?? '')
  if (!series) return
  await reviewRecords.save(store, {
    workspaceId,
    id,
    author,
    at: now.toISOString(),
    reason: 'Its day was over before it was started.',
    body: { ...body, state: 'missed' },
    expected: version,
  })
  const today = now.toISOString().slice(0, 10)
  let date = addDays(body.date, series.body.cadenceDays)
  while (date < today) date = addDays(date, series.body.cadenceDays)
  await planReview({ services, workspaceId }, series.body, {
    number: body.number + 1,
    date,
    author,
  })
}

/** Notes missed reviews by the clock and plans the next, so that the series goes on. */
export const missedReviewsJob: Job<SteerServices> = {
  name: 'steer.missed-reviews',
  everySeconds: 3600,
  async run({ services, now, signal }) {
    for (const { id } of await listWorkspaces(services.store)) {
      if (signal.aborted) return
      await markWorkspace(services, id, now)
    }
  },
}
