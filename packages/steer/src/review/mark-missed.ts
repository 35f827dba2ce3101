import { addDays, dayIn, type Day, type Job } from '@fealty/core'
import { listWorkspaces, type KeptRecord, type Workspace } from '@fealty/store'
import type { SteerServices } from '../services.ts'
import type { Review } from './contract.ts'
import { reviewRecords, seriesRecords } from './review-records.ts'
import { planReview } from './series-operation.ts'

/** The program itself is the author of what it notes by the clock. */
const author = 'clock'

/** A review that was not started when its day was over is missed; one that runs may be closed later. */
function isMissed({ state, date }: Review, today: Day): boolean {
  return (state === 'planned' || state === 'prepared') && date < today
}

async function markWorkspace(
  services: SteerServices,
  { id: workspaceId, timeZone }: Workspace,
  now: Date,
): Promise<void> {
  const today = dayIn(timeZone, now)
  const reviews = await reviewRecords.list(services.store, workspaceId)
  const missed = reviews.filter(({ body }) => isMissed(body, today))
  for (const review of missed) {
    await markOne(services, workspaceId, review, { at: now.toISOString(), today })
  }
}

async function markOne(
  services: SteerServices,
  workspaceId: string,
  { id, body, version, parentId }: KeptRecord<Review>,
  { at, today }: { at: string; today: Day },
): Promise<void> {
  const { store } = services
  const series = await seriesRecords.find(store, workspaceId, parentId ?? '')
  if (!series) return
  await reviewRecords.save(store, {
    workspaceId,
    id,
    author,
    at,
    reason: 'Its day was over before it was started.',
    body: { ...body, state: 'missed' },
    expected: version,
  })
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
    for (const workspace of await listWorkspaces(services.store)) {
      if (signal.aborted) return
      await markWorkspace(services, workspace, now)
    }
  },
}
