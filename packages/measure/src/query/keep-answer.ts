import { createHash } from 'node:crypto'
import { isEngineAway } from '@fealty/core'
import { dropStaleResults, findLatestResult, findResults, saveResults } from '@fealty/store'
import { metricCatalogue } from '../metric/catalogue.ts'
import type { MeasureContext } from './measure-context.ts'

/** Raised when an answer's shape changes, so that an older program's answers are not taken. */
const answersVersion = 3

/**
 * Gives the kept answer to a question, or computes and keeps it. The key holds everything the answer
 * depends on: the facts (by snapshot), the question, who may see what, the definitions' versions.
 */
export async function keepAnswer<T>(
  context: MeasureContext,
  operation: string,
  input: unknown,
  compute: () => Promise<T>,
): Promise<T> {
  const { store, ownRows } = context.services
  if (ownRows !== undefined) return compute()
  const { id: workspaceId } = context.workspace
  const key = answerKey(context, operation, input)
  const kept = await findResults(store, workspaceId, context.snapshot.id, [key])
  if (kept.has(key)) return kept.get(key) as T
  let answer: T
  try {
    answer = await compute()
  } catch (error) {
    // The last numbers, named by their own facts, are better than none; the page says since when.
    const last = isEngineAway(error) ? await findLatestResult(store, workspaceId, key) : undefined
    if (last === undefined) throw error
    return last.body as T
  }
  const { id, baseId = id } = context.snapshot
  if (context.isCurrent) await dropStaleResults(store, workspaceId, [id, baseId])
  await saveResults(store, [
    { workspaceId, snapshotId: context.snapshot.id, key, body: answer, createdAt: context.today },
  ])
  return answer
}

function answerKey(context: MeasureContext, operation: string, input: unknown): string {
  const versions = Object.values(metricCatalogue).map(({ info }) => [info.id, info.version])
  const { settings, name, currency, fiscalYearStartMonth } = context.workspace
  const everything = [
    answersVersion,
    operation,
    input,
    context.asOf,
    context.ownWhere,
    context.segments,
    versions,
    [settings, name, currency, fiscalYearStartMonth],
  ]
  return createHash('sha256').update(JSON.stringify(everything)).digest('hex')
}
