import { createHash } from 'node:crypto'
import { addDays, isEngineAway } from '@fealty/core'
import {
  dropStaleResults,
  findLastResult,
  findResults,
  saveAnswer,
  saveLastAnswer,
} from '@fealty/store'
import { metricCatalogue } from '../metric/catalogue.ts'
import type { MeasureContext } from './measure-context.ts'

/** Raised when an answer's shape changes, so that an older program's answers are not taken. */
const answersVersion = 4

/** The last answer to a question that nobody has asked for so long is given up. */
const lastDays = 100

/**
 * Gives the kept answer to a question, or computes and keeps it. The key holds everything the answer
 * depends on: the facts (by snapshot), the question, who may see what, the definitions' versions. While
 * the engine is away the last answer serves, as `keepLast` has it.
 */
export async function keepAnswer<T>(
  context: MeasureContext,
  operation: string,
  input: unknown,
  compute: () => Promise<T>,
): Promise<T> {
  const { store, ownRows } = context.services
  if (ownRows !== undefined) return compute()
  const { workspace } = context
  const { id: workspaceId } = workspace
  const key = hashOf([questionOf(context, operation, input), context.asOf])
  const kept = await findResults(store, workspaceId, context.snapshot.id, [key])
  if (kept.has(key)) return kept.get(key) as T
  const { answer, isLast } = await computeOrLast(context, operation, input, compute)
  if (isLast) return answer
  const { id, baseId = id } = context.snapshot
  const { today } = context
  if (context.isCurrent)
    await dropStaleResults(store, workspaceId, [id, baseId], addDays(today, -lastDays))
  await saveAnswer(store, workspace, { snapshotId: id, key, body: answer, createdAt: today })
  return answer
}

/**
 * Computes an answer each time, since it also tells what people wrote down, which no snapshot names.
 * While the engine is away the last answer to the question serves, whatever facts and day it was of: it
 * names them itself, and the page says since when. `input` holds whatever else must not have changed.
 */
export async function keepLast<T>(
  context: MeasureContext,
  operation: string,
  input: unknown,
  compute: () => Promise<T>,
): Promise<T> {
  if (context.services.ownRows !== undefined) return compute()
  return (await computeOrLast(context, operation, input, compute)).answer
}

async function computeOrLast<T>(
  context: MeasureContext,
  operation: string,
  input: unknown,
  compute: () => Promise<T>,
): Promise<{ answer: T; isLast: boolean }> {
  const { store, engine } = context.services
  const { workspace } = context
  const key = hashOf(questionOf(context, operation, input))
  try {
    const answer = await compute()
    // The embedded engine is never away.
    if (engine.mirror)
      await saveLastAnswer(store, workspace, { key, body: answer, createdAt: context.today })
    return { answer, isLast: false }
  } catch (error) {
    const last = isEngineAway(error) ? await findLastResult(store, workspace.id, key) : undefined
    if (last === undefined) throw error
    return { answer: last.body as T, isLast: true }
  }
}

/** What is asked and by whom; without the day, which goes on by itself where none was asked for. */
function questionOf(context: MeasureContext, operation: string, input: unknown): unknown {
  const versions = Object.values(metricCatalogue).map(({ info }) => [info.id, info.version])
  const { settings, name, currency, fiscalYearStartMonth } = context.workspace
  return [
    answersVersion,
    operation,
    input,
    context.ownWhere,
    context.segments,
    versions,
    [settings, name, currency, fiscalYearStartMonth],
  ]
}

const hashOf = (given: unknown): string =>
  createHash('sha256').update(JSON.stringify(given)).digest('hex')
