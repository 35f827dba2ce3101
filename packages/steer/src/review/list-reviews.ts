import type { Day } from '@fealty/core'
import { readWorkspace, type KeptRecord } from '@fealty/store'
import type { z } from 'zod'
import type { SteerCall } from '../record-change.ts'
import { cutPack } from '../review-pack/cut-pack.ts'
import type { ReviewPack } from '../review-pack/contract.ts'
import type { Action, Cadence, Decision, Review, reviewListOutput, Series } from './contract.ts'
import { isQuorate, keepCadence, medianLead } from './keep-cadence.ts'
import { showAction } from './list-actions.ts'
import {
  actionRecords,
  decisionRecords,
  packRecords,
  reviewRecords,
  seriesRecords,
} from './review-records.ts'
import { openSight, type Sight } from './sight.ts'

type Listing = z.input<typeof reviewListOutput>

/** A series with what belongs to it. */
interface Kept {
  series: KeptRecord<Series>
  sight: Sight
  reviews: readonly KeptRecord<Review>[]
  decisions: readonly KeptRecord<Decision>[]
  actions: readonly KeptRecord<Action>[]
  packs: ReadonlyMap<string, ReviewPack>
}

/** All series of which the caller may see something, each as far as they may. */
export async function listReviews(call: SteerCall): Promise<Listing> {
  const { services, workspaceId, today } = call
  const { store } = services
  const [{ timeZone }, sightOf, all, reviews, packs, decisions, actions] = await Promise.all([
    readWorkspace(store, workspaceId),
    openSight(call),
    seriesRecords.list(store, workspaceId),
    reviewRecords.list(store, workspaceId),
    packRecords.list(store, workspaceId),
    decisionRecords.list(store, workspaceId),
    actionRecords.list(store, workspaceId),
  ])
  const byReview = new Map(packs.map(({ id, body }) => [id, body]))
  const kept = all.flatMap((series): Kept[] => {
    const sight = sightOf(series.body)
    if (sight === null) return []
    const own = reviews.filter(({ parentId }) => parentId === series.id)
    const ids = new Set(own.map(({ id }) => id))
    const isOwn = ({ parentId }: KeptRecord<unknown>) => ids.has(parentId ?? '')
    return [
      {
        series,
        sight,
        reviews: own,
        decisions: decisions.filter(isOwn),
        actions: actions.filter((one) => isOwn(one) && sight.seesNamed(one.body.unit)),
        packs: byReview,
      },
    ]
  })
  return {
    series: kept.map(({ series: { body, version } }) => ({ ...body, version })),
    reviews: kept.flatMap(showReviews),
    cadence: kept.map((one) => cadenceOf(one, timeZone, today)),
    actions: kept.flatMap((one) => one.actions.map((record) => showAction(record, today))),
  }
}

function showReviews({ series, sight, reviews, packs }: Kept): Listing['reviews'] {
  return reviews.map(({ id, body, version }) => {
    const pack = packs.get(id)
    return {
      ...body,
      version,
      seriesId: series.id,
      headline: pack ? cutPack(pack, sight).headline : '',
      quorate: isQuorate(series.body, body.present),
    }
  })
}

function cadenceOf({ series, reviews, decisions }: Kept, timeZone: string, today: Day): Cadence {
  const bodies = reviews.map(({ body }) => body)
  const lead = medianLead(
    decisions.map(({ body }) => body),
    timeZone,
  )
  return keepCadence(series.body, bodies, lead, today)
}
