import { randomBytes } from 'node:crypto'
import { addDays, type Job } from '@fealty/core'
import { sql } from '@fealty/engine'
import { surveyRecords } from '@fealty/listen'
import { rewriteFacts, tidyWorkspace } from '@fealty/measure'
import { dropResults, eraseOldResponses, forgetDeleted, listWorkspaces } from '@fealty/store'
import type { ExplainServices } from '../services.ts'

const surrogatePattern = 'erased-%'

/**
 * Answers older than the retention of their survey lose words and identity, in the store and in the
 * facts; their scores stay. Runs twice a day; a survey without a retention keeps what it has.
 */
export const retentionJob: Job<ExplainServices> = {
  name: 'privacy.retention',
  everySeconds: 43_200,
  async run({ services, now, signal }) {
    for (const { id: workspaceId } of await listWorkspaces(services.store)) {
      let erased = 0
      for (const { id, body } of await surveyRecords.list(services.store, workspaceId)) {
        const { retentionDays, name } = body.draft
        if (retentionDays === undefined) continue
        const before = addDays(now.toISOString().slice(0, 10), -retentionDays)
        erased += await eraseOldResponses(services.store, {
          ...{ workspaceId, surveyId: id, before },
          at: now.toISOString(),
        })
        erased += await eraseOldFacts(services, workspaceId, name, before, signal)
      }
      if (erased === 0) continue
      await dropResults(services.store, workspaceId)
      await forgetDeleted(services.store)
      await tidyWorkspace(services, { workspaceId, now, atOnce: true, signal })
    }
  },
}

/** Landed answers of the survey before the day that still have words or a customer. */
async function eraseOldFacts(
  services: ExplainServices,
  workspaceId: string,
  survey: string,
  before: string,
  signal: AbortSignal,
): Promise<number> {
  const salt = randomBytes(12).toString('hex')
  return rewriteFacts(services, {
    workspaceId,
    kinds: ['responses'],
    rows: (columns) =>
      columns.has('survey') && columns.has('day')
        ? sql`(survey = ${survey} and day < cast(${before} as date) and ((${columns.has('comment') ? sql`comment is not null` : sql`false`}) or (customer_id is not null and customer_id not like ${surrogatePattern})))`
        : undefined,
    // The same customer keeps one surrogate within a run, so that answers per customer still add up.
    surrogate: sql`case when customer_id is null or customer_id like ${surrogatePattern} then customer_id else concat('erased-', substr(md5(concat(customer_id, ${salt})), 1, 24)) end`,
    signal,
  })
}
