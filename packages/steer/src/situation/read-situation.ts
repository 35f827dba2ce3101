import type { KeptRecord } from '@fealty/store'
import type { z } from 'zod'
import type { SteerCall } from '../record-change.ts'
import type {
  ListedStatement,
  situationReadOutput,
  Statement,
  StatementReview,
} from './contract.ts'
import { judgeAsset, judgeDue, writeSituationHeadline } from './judge-situation.ts'
import { showCitation } from './read-citation.ts'
import { reviews, statements } from './situation-records.ts'

/** Everything written down about the situation, with what it cites and when it is due. */
export async function readSituation(call: SteerCall): Promise<z.input<typeof situationReadOutput>> {
  const { services, workspaceId } = call
  const [records, reviewed] = await Promise.all([
    statements.list(services.store, workspaceId),
    reviews.list(services.store, workspaceId),
  ])
  const reviewOf = new Map(reviewed.map(({ id, body }) => [id, body]))
  const listed = await Promise.all(
    records.map((record) => listStatement(call, record, reviewOf.get(record.id) ?? null)),
  )
  return { headline: writeSituationHeadline(listed), statements: listed }
}

async function listStatement(
  call: SteerCall,
  { id, version, body: statement, changedAt }: KeptRecord<Statement>,
  review: StatementReview | null,
): Promise<ListedStatement> {
  const { citation, reviewMonths } = statement
  const writtenOn = changedAt.slice(0, 10)
  const seenOn = review && review.on > writtenOn ? review.on : writtenOn
  return {
    id,
    version,
    statement,
    seenOn,
    ...judgeDue(seenOn, reviewMonths, call.today),
    review,
    cited: citation && (await showCitation(call, citation)),
    verdict: statement.kind === 'asset' ? judgeAsset(statement) : null,
  }
}
