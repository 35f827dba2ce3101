import { dayIn } from '@fealty/core'
import { readUnits } from '@fealty/measure'
import { readWorkspace, type KeptRecord } from '@fealty/store'
import type { z } from 'zod'
import { readOwnInitiatives } from '../initiative/initiative-frame.ts'
import { readLevers } from '../initiative/levers.ts'
import { kpiRecords } from '../kpi/kpi-records.ts'
import type { SteerCall } from '../record-change.ts'
import type {
  ListedStatement,
  situationReadOutput,
  Statement,
  StatementReview,
} from './contract.ts'
import {
  flagStatement,
  judgeAsset,
  judgeDue,
  weighLevers,
  writeSituationHeadline,
} from './judge-situation.ts'
import { showCitation } from './read-citation.ts'
import { reviews, statements } from './situation-records.ts'

/** What a statement may point at, by id. */
interface Named {
  id: string
  name: string
}

/** Everything written down about the situation, with what it cites and when it is due. */
export async function readSituation(call: SteerCall): Promise<z.input<typeof situationReadOutput>> {
  const { services, workspaceId } = call
  const { store } = services
  const units = await readUnits(services, workspaceId)
  const [{ timeZone }, records, reviewed, kpis, levers, initiatives] = await Promise.all([
    readWorkspace(store, workspaceId),
    statements.list(store, workspaceId),
    reviews.list(store, workspaceId),
    kpiRecords.list(store, workspaceId),
    readLevers(store, workspaceId),
    readOwnInitiatives(call, units),
  ])
  const reviewOf = new Map(reviewed.map(({ id, body }) => [id, body]))
  const names = { kpis: kpis.map(({ id, body }) => ({ id, name: body.name })), levers }
  const listed = await Promise.all(
    records.map((record) =>
      listStatement(call, record, { review: reviewOf.get(record.id) ?? null, timeZone }, names),
    ),
  )
  return {
    headline: writeSituationHeadline(listed),
    statements: listed,
    levers: weighLevers(
      levers,
      listed,
      initiatives.map(({ id, body: { name, leverId } }) => ({ id, name, leverId })),
    ),
  }
}

async function listStatement(
  call: SteerCall,
  { id, version, body: statement, changedAt }: KeptRecord<Statement>,
  { review, timeZone }: { review: StatementReview | null; timeZone: string },
  names: { kpis: readonly Named[]; levers: readonly Named[] },
): Promise<ListedStatement> {
  const { citation, reviewMonths, kpiIds, leverIds } = statement
  const writtenOn = dayIn(timeZone, new Date(changedAt))
  const seenOn = review && review.on > writtenOn ? review.on : writtenOn
  const kpis = pick(names.kpis, kpiIds)
  return {
    id,
    version,
    statement,
    seenOn,
    ...judgeDue(seenOn, reviewMonths, call.today),
    review,
    cited: citation && (await showCitation(call, citation)),
    verdict: statement.kind === 'asset' ? judgeAsset(statement) : null,
    kpis,
    levers: pick(names.levers, leverIds),
    // A KPI that was taken out watches nothing any more.
    flag: flagStatement({ ...statement, kpiIds: kpis.map((kpi) => kpi.id) }),
  }
}

function pick(all: readonly Named[], ids: readonly string[]): Named[] {
  return all.filter(({ id }) => ids.includes(id)).map(({ id, name }) => ({ id, name }))
}
