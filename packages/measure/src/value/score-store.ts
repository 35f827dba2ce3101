import { createHash } from 'node:crypto'
import type { Day } from '@fealty/core'
import type { Snapshot } from '@fealty/engine'
import { addModel, findModel, type Store } from '@fealty/store'
import { scoreModelSchema, type ScoreModel } from './score-parameters.ts'

/** Kind of the model rows that scores are made from. */
const modelKind = 'score'

/** The model that customers were scored with last, if there is one. */
export async function findScoreModel(
  store: Store,
  workspaceId: string,
): Promise<ScoreModel | undefined> {
  const record = await findModel(store, workspaceId, modelKind)
  if (record === undefined) return undefined
  const parsed = scoreModelSchema.safeParse(record)
  // A model that an older program kept in another shape is as good as none: score again.
  return parsed.success ? parsed.data : undefined
}

/** Keeps the model, unless the newest one is the same already. */
export async function keepScoreModel(
  store: Store,
  today: Day,
  { workspaceId, id: snapshotId }: Snapshot,
  { until, parameters }: Pick<ScoreModel, 'until' | 'parameters'>,
): Promise<ScoreModel> {
  const newest = await findModel(store, workspaceId, modelKind)
  const content = JSON.stringify([snapshotId, until, parameters])
  if (
    newest !== undefined &&
    JSON.stringify([newest.snapshotId, newest.until, newest.parameters]) === content
  ) {
    return { id: newest.id, snapshotId, until, parameters }
  }
  const createdAt = laterThan(newest?.createdAt, today)
  const id = createHash('sha256')
    .update(`${workspaceId}\n${content}\n${createdAt}`)
    .digest('hex')
    .slice(0, 16)
  const { unit } = parameters
  await addModel(store, {
    id,
    workspaceId,
    snapshotId,
    kind: modelKind,
    unit,
    until,
    parameters,
    createdAt,
  })
  return { id, snapshotId, until, parameters }
}

/**
 * The moment a model is kept under: today, and after the one before. The hour is not known here, and
 * the order is all that counts.
 */
function laterThan(before: string | undefined, today: string): string {
  const start = Date.parse(`${today}T00:00:00.000Z`)
  const after = before === undefined ? start : Date.parse(before) + 1
  return new Date(Math.max(start, after)).toISOString()
}
