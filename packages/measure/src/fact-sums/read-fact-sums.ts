import {
  identifier,
  joinSql,
  sql,
  type Cell,
  type Column,
  type Engine,
  type Snapshot,
  type Sql,
} from '@fealty/engine'

/** What adding up gives for one import of a kind; equal on two engines that hold the same rows. */
export interface FactSums {
  /** The number of the import in its workspace. */
  seq: number
  rows: number
  /** By column: cells that hold something, and for a number their exact sum, as text. */
  cells: Record<string, { filled: number; sum: string | null }>
}

/** Numbers are added up as decimals with so many places: sums of doubles have no certain last digit. */
const places = { money: 4, number: 6, whole: 0 } as const

const isNumeric = (type: Column['type']): type is keyof typeof places => type in places

/**
 * Rows, filled cells and sums of a kind of facts by import, every row of every import: also those in
 * whose place a later one has come.
 */
export async function readFactSums(
  engine: Engine,
  { id, workspaceId, tables }: Snapshot,
  kind: string,
  signal: AbortSignal,
): Promise<FactSums[]> {
  const { files = [], columns = [] } = tables[kind] ?? {}
  if (files.length === 0) return []
  const all = { id: `${id}_every_${kind}`, workspaceId, tables: { [kind]: { files, columns } } }
  const counted = columns.filter(({ name }) => name !== 'import_seq')
  const rows = await engine.query(all, sumsSql(engine, kind, counted), {
    signal,
    seconds: sumSeconds,
  })
  return rows.map((row) => ({
    seq: Number(row.seq),
    rows: Number(row.rows_in),
    cells: Object.fromEntries(
      counted.map(({ name, type }, place) => [
        name,
        {
          filled: Number(row[`n${place}`]),
          sum: isNumeric(type) ? textOf(row[`s${place}`] ?? null) : null,
        },
      ]),
    ),
  }))
}

/** Every row is read. */
const sumSeconds = 600

/** `12.50` and `12.5` are one number. */
const textOf = (sum: Cell): string | null =>
  sum === null
    ? null
    : String(sum)
        .replace(/(\.\d*?)0+$/, '$1')
        .replace(/\.$/, '')

function sumsSql({ dialect }: Engine, kind: string, columns: readonly Column[]): Sql {
  const cells = columns.flatMap(({ name, type }, place) => {
    const cell = identifier(name)
    const filled = sql`count(${cell}) as ${identifier(`n${place}`)}`
    if (!isNumeric(type)) return [filled]
    const exact = dialect.tryDecimal(cell, 38, places[type])
    return [filled, sql`sum(${exact}) as ${identifier(`s${place}`)}`]
  })
  return sql`select import_seq as seq, count(*) as rows_in, ${joinSql(cells, ', ')}
from ${identifier(kind)} group by import_seq order by import_seq`
}
