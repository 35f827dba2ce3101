import { addDays, daysBetween, defineOperation, FealtyError } from '@fealty/core'
import { changeBy, type SteerCall } from '../record-change.ts'
import { refuseUnclear } from '../claims/refuse-unclear.ts'
import { buildPack } from '../review-pack/build-pack.ts'
import {
  minuteInput,
  prepareOutput,
  reviewOneInput,
  reviewOneOutput,
  startInput,
  type Review,
} from './contract.ts'
import { countPresent, hasChair } from './keep-cadence.ts'
import {
  cadenceOf,
  checkState,
  findLastHeld,
  readReview,
  type ReviewSurroundings,
} from './read-review.ts'
import { packRecords, reviewRecords } from './review-records.ts'
import { planReview } from './series-operation.ts'

function showReview({ review, series, reviews, pack, decisions, actions }: ReviewSurroundings) {
  const before = reviews
    .filter(({ body }) => body.number < review.body.number)
    .sort((a, b) => b.body.number - a.body.number)[0]
  return {
    review: { ...review.body, version: review.version, seriesId: series.id },
    series: { ...series.body, version: series.version },
    pack,
    decisions,
    actions,
    previousId: before?.id ?? null,
  }
}

const one = defineOperation({
  id: 'reviews.one',
  summary: 'One review: its newest pack, its decisions, minutes and actions',
  kind: 'query',
  input: reviewOneInput,
  output: reviewOneOutput,
  errors: ['record.not-found'],
  access: 'member',
  run: async (call: SteerCall, { reviewId }) => showReview(await readReview(call, reviewId)),
})

/** Saves a change of the review made on what was read; a change by another meanwhile is refused. */
async function changeReview(
  call: SteerCall,
  { review }: ReviewSurroundings,
  part: Partial<Review>,
): Promise<void> {
  await reviewRecords.save(call.services.store, {
    ...changeBy(call),
    id: review.id,
    body: { ...review.body, ...part },
    expected: review.version,
  })
}

const prepare = defineOperation({
  id: 'reviews.prepare',
  summary: 'Builds the pack of a review from a snapshot; again, it makes a new version',
  kind: 'command',
  input: reviewOneInput,
  output: prepareOutput,
  errors: ['data.none', 'record.changed', 'record.not-found', 'review.state'],
  // A manager's questions reach the own customers only, and the pack is for all units.
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { reviewId }) {
    const surroundings = await readReview(call, reviewId)
    const { review, series } = surroundings
    checkState(review.body, ['planned', 'prepared', 'running'])
    const pack = await buildPack(call, {
      series: series.body,
      review: review.body,
      version: (surroundings.pack?.version ?? 0) + 1,
      cadence: cadenceOf(call, surroundings),
      actions: surroundings.actions,
      decisions: surroundings.decisions,
    })
    const change = changeBy(call)
    await packRecords.save(call.services.store, {
      ...change,
      id: reviewId,
      body: pack,
      expected: pack.version - 1,
    })
    if (review.body.state === 'planned')
      await changeReview(call, surroundings, { state: 'prepared' })
    return { pack }
  },
})

const start = defineOperation({
  id: 'reviews.start',
  summary: 'Starts the meeting, or notes anew who is there',
  kind: 'command',
  input: startInput,
  output: reviewOneOutput,
  errors: ['record.changed', 'record.not-found', 'review.no-pack', 'review.state'],
  access: ['owner', 'analyst', 'manager'],
  async run(call: SteerCall, { reviewId, present }) {
    const surroundings = await readReview(call, reviewId)
    checkState(surroundings.review.body, ['prepared', 'running', 'planned'])
    if (surroundings.pack === null) throw new FealtyError('review.no-pack')
    const known = [...new Set(present.map((role) => role.trim()))]
    await changeReview(call, surroundings, { state: 'running', present: known })
    return showReview(await readReview(call, reviewId))
  },
})

const minute = defineOperation({
  id: 'reviews.minute',
  summary: 'Adds a minute to a meeting that runs',
  kind: 'command',
  input: minuteInput,
  output: reviewOneOutput,
  errors: ['claim.unclear', 'record.changed', 'record.not-found', 'review.state'],
  access: ['owner', 'analyst', 'manager'],
  async run(call: SteerCall, { reviewId, text }) {
    refuseUnclear(text)
    const surroundings = await readReview(call, reviewId)
    checkState(surroundings.review.body, ['running'])
    const { author, at } = changeBy(call)
    const minutes = [...surroundings.review.body.minutes, { at, author, text }]
    await changeReview(call, surroundings, { minutes })
    return showReview(await readReview(call, reviewId))
  },
})

/** @throws FealtyError `review.quorum`, `review.chair` */
function checkQuorum({ review, series }: ReviewSurroundings): void {
  const { present } = review.body
  const there = countPresent(series.body, present)
  if (there < series.body.quorum) {
    throw new FealtyError('review.quorum', { present: there, needed: series.body.quorum })
  }
  if (!hasChair(series.body, present)) {
    throw new FealtyError('review.chair', { chair: series.body.chair })
  }
}

const close = defineOperation({
  id: 'reviews.close',
  summary: 'Closes a meeting as held; without quorum and chair it was none. Plans the next',
  kind: 'command',
  input: reviewOneInput,
  output: reviewOneOutput,
  errors: [
    'record.changed',
    'record.not-found',
    'review.chair',
    'review.no-pack',
    'review.quorum',
    'review.state',
  ],
  access: ['owner', 'analyst', 'manager'],
  async run(call: SteerCall, { reviewId }) {
    const surroundings = await readReview(call, reviewId)
    const { review, series, pack } = surroundings
    checkState(review.body, ['running'])
    if (pack === null) throw new FealtyError('review.no-pack')
    checkQuorum(surroundings)
    const last = findLastHeld(surroundings)
    const { at, author } = changeBy(call)
    await changeReview(call, surroundings, {
      state: 'held',
      heldAt: at,
      daysAfterLast: last ? daysBetween(last.date, review.body.date) : null,
    })
    const date = addDays(review.body.date, series.body.cadenceDays)
    await planReview(call, series.body, { number: review.body.number + 1, date, author })
    return showReview(await readReview(call, reviewId))
  },
})

export const meetingOperations = [one, prepare, start, minute, close]
