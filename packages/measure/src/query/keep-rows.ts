import { createHash } from 'node:crypto'
import type { Day } from '@fealty/core'
import { toStatement, type Row, type Snapshot, type Sql } from '@fealty/engine'
import { findResults, saveResults } from '@fealty/store'
import type { MeasureServices } from '../services.ts'

/** Whose facts are asked. */
export interface RowSource {
  services: Pick<MeasureServices, 'engine' | 'store' | 'ownRows'>
  snapshot: Snapshot
  /** The day of asking. */
  today: Day
  signal: AbortSignal
}

/**
 * The rows of a statement: the kept ones, or those the engine gives, which are then kept. The same
 * facts give the same rows, so the snapshot and the statement are all that the key needs.
 */
export async function keptRows(source: RowSource, statement: Sql): Promise<readonly Row[]> {
  const [rows] = await keptParts(source, [statement], async () => [
    await askRows(source, statement),
  ])
  return rows!
}

/**
 * The rows of several statements, of which the missing ones are asked together. `ask` takes the
 * positions of those that are missing and gives the rows of each, in their order.
 */
export async function keptParts(
  source: RowSource,
  statements: readonly Sql[],
  ask: (missing: readonly number[]) => Promise<readonly (readonly Row[])[]>,
): Promise<readonly (readonly Row[])[]> {
  const { store, ownRows } = source.services
  const { workspaceId } = source.snapshot
  const snapshotId = keptUnder(source.snapshot, statements)
  const keys = statements.map(rowsKey)
  if (ownRows !== undefined)
    return ownParts(
      ownRows,
      keys.map((key) => `${snapshotId} ${key}`),
      ask,
    )
  const kept = await findResults(store, workspaceId, snapshotId, keys)
  const missing = keys.flatMap((key, position) => (kept.has(key) ? [] : [position]))
  if (missing.length > 0) {
    const answers = await ask(missing)
    const results = missing.map((position, index) => ({
      workspaceId,
      snapshotId,
      key: keys[position]!,
      body: answers[index]!,
      createdAt: source.today,
    }))
    await saveResults(store, results)
    for (const { key, body } of results) kept.set(key, body)
  }
  return keys.map((key) => kept.get(key) as readonly Row[])
}

/** The same, kept in memory and nowhere else. */
async function ownParts(
  ownRows: Map<string, readonly Row[]>,
  keys: readonly string[],
  ask: (missing: readonly number[]) => Promise<readonly (readonly Row[])[]>,
): Promise<readonly (readonly Row[])[]> {
  const missing = keys.flatMap((key, position) => (ownRows.has(key) ? [] : [position]))
  if (missing.length > 0) {
    const answers = await ask(missing)
    for (const [index, position] of missing.entries()) ownRows.set(keys[position]!, answers[index]!)
  }
  return keys.map((key) => ownRows.get(key)!)
}

const readsAnswers = /\bresponses\b/

/**
 * What a statement does not read cannot change its rows: one that names no table of answers keeps them
 * while answers come in. A column of that name would only make it ask once too often.
 */
function keptUnder({ id, baseId = id }: Snapshot, statements: readonly Sql[]): string {
  return statements.some((statement) => readsAnswers.test(toStatement(statement).text))
    ? id
    : baseId
}

/** The rows of a statement from the engine itself. */
export function askRows({ services, snapshot, signal }: RowSource, statement: Sql): Promise<Row[]> {
  return services.engine.query(snapshot, statement, { signal })
}

function rowsKey(statement: Sql): string {
  const { text, values } = toStatement(statement)
  return `rows-${createHash('sha256')
    .update(JSON.stringify([text, values]))
    .digest('hex')}`
}
