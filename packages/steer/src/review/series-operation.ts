import { addDays, defineOperation, FealtyError } from '@fealty/core'
import { readBenchmarks } from '@fealty/explain'
import { z } from 'zod'
import { changeBy, idToSave, type SteerCall } from '../record-change.ts'
import {
  listedSeries,
  reviewListOutput,
  seriesSaveInput,
  type Review,
  type Series,
} from './contract.ts'
import { listReviews } from './list-reviews.ts'
import { reviewRecords, seriesRecords } from './review-records.ts'

/** @throws FealtyError `review.series` */
function checkSeries({ members, chair, quorum }: Series): void {
  const names = members.map((one) => one.trim().toLowerCase())
  if (new Set(names).size !== names.length) {
    throw new FealtyError('review.series', { problem: 'a member stands in it twice' })
  }
  if (!names.includes(chair.trim().toLowerCase())) {
    throw new FealtyError('review.series', { problem: 'the chair is not among the members' })
  }
  if (quorum > members.length) {
    throw new FealtyError('review.series', { problem: 'the quorum is larger than the members' })
  }
}

/** @throws FealtyError `record.not-found` */
async function checkBenchmark(call: SteerCall, { benchmarkId }: Series): Promise<void> {
  if (benchmarkId === null) return
  const known = await readBenchmarks(call.services.store, call.workspaceId)
  if (!known.some(({ id }) => id === benchmarkId)) {
    throw new FealtyError('record.not-found', { what: 'benchmark' })
  }
}

/** Plans a review of a series. Its id follows from series and number, so that it is planned once. */
export async function planReview(
  call: Pick<SteerCall, 'workspaceId' | 'services'>,
  { id: seriesId }: Pick<Series, 'id'>,
  { number, date, author }: { number: number; date: string; author: string },
): Promise<void> {
  const { services, workspaceId } = call
  const id = `${seriesId}:${number}`
  const known = await reviewRecords.find(services.store, workspaceId, id)
  if (known) return
  const body: Review = {
    id,
    number,
    date,
    state: 'planned',
    present: [],
    minutes: [],
    heldAt: null,
    daysAfterLast: null,
  }
  const at = services.now().toISOString()
  await reviewRecords.save(services.store, {
    workspaceId,
    author,
    at,
    id,
    parentId: seriesId,
    body,
  })
}

const save = defineOperation({
  id: 'reviews.save-series',
  summary: 'Sets up reviews that come round: members, chair, quorum, cadence; plans the first',
  kind: 'command',
  input: seriesSaveInput,
  output: listedSeries,
  errors: ['record.changed', 'record.exists', 'record.not-found', 'review.series'],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { expected, first, ...given }) {
    const place = await idToSave(seriesRecords, call, { id: given.id, expected })
    const series: Series = { ...given, id: place.id }
    checkSeries(series)
    await checkBenchmark(call, series)
    const change = changeBy(call)
    const saved = await seriesRecords.save(call.services.store, {
      ...change,
      id: place.id,
      name: series.name,
      body: series,
      ...(place.expected === undefined ? {} : { expected: place.expected }),
    })
    const date = first ?? addDays(call.today, series.cadenceDays)
    await planReview(call, series, { number: 1, date, author: change.author })
    return { ...saved.body, version: saved.version }
  },
})

const list = defineOperation({
  id: 'reviews.list',
  summary: 'All series of reviews with their reviews, cadence and promised actions',
  kind: 'query',
  input: z.object({}),
  output: reviewListOutput,
  errors: [],
  access: 'member',
  run: listReviews,
})

export const seriesOperations = [save, list]
