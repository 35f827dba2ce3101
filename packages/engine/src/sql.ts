/** A value that is bound, never spliced into the text. */
export type SqlValue = string | number | boolean | null

/** SQL text with numbered parameters `$1 …` and the values bound to them. */
export interface Statement {
  readonly text: string
  readonly values: readonly SqlValue[]
}

const fragment = Symbol('sql')

/** A piece of SQL that may be put into another one. Only this module makes them. */
export interface Sql {
  readonly [fragment]: true
  /** Texts around the values; always one more than there are values. */
  readonly texts: readonly string[]
  readonly values: readonly SqlValue[]
}

function makeSql(texts: readonly string[], values: readonly SqlValue[]): Sql {
  return { [fragment]: true, texts, values }
}

function isSql(part: Sql | SqlValue): part is Sql {
  return typeof part === 'object' && part !== null
}

/**
 * Builds SQL. A piece of SQL in braces is spliced; anything else is bound as a parameter, so text of
 * a person or a file can never become SQL.
 */
export function sql(strings: TemplateStringsArray, ...parts: readonly (Sql | SqlValue)[]): Sql {
  const texts: string[] = [strings[0] ?? '']
  const values: SqlValue[] = []
  parts.forEach((part, index) => {
    const after = strings[index + 1] ?? ''
    if (!isSql(part)) {
      values.push(part)
      texts.push(after)
      return
    }
    extendLast(texts, part.texts[0])
    part.values.forEach((value, position) => {
      values.push(value)
      texts.push(part.texts[position + 1] ?? '')
    })
    extendLast(texts, after)
  })
  return makeSql(texts, values)
}

function extendLast(texts: string[], more = ''): void {
  texts.push((texts.pop() ?? '') + more)
}

/** Words that DuckDB or Trino keep for themselves; a column of that name must be quoted. */
const reserved = new Set(
  `all and any as asc at between by case cast check column constraint create cross current cube date
  default delete desc describe distinct drop else end escape except exists extract false fetch for
  from full grant group grouping having in inner insert interval intersect into is join json_array
  lateral lead left like limit listagg natural normalize not null offset on only or order outer
  pivot qualify recursive references right rollup row rows select set show skip some table then time
  timestamp to trim true uescape union unique unnest user using values when where window with`.split(
    /\s+/,
  ),
)

function quoteName(name: string): string {
  const plain = /^[a-z][a-z0-9_]*$/.test(name) && !reserved.has(name)
  return plain ? name : `"${name.replaceAll('"', '""')}"`
}

/** A name of a table or column, quoted wherever it is more than a plain word. */
export function identifier(...path: readonly string[]): Sql {
  return makeSql([path.map(quoteName).join('.')], [])
}

/** A text constant, escaped, for the few places that take no parameter (file lists, view bodies). */
export function literal(text: string): Sql {
  return makeSql([`'${text.replaceAll("'", "''")}'`], [])
}

/** A whole number written into the text, for places that take no parameter. */
export function wholeNumber(value: number | bigint): Sql {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new RangeError(`not a whole number: ${value}`)
  return makeSql([String(value)], [])
}

/** SQL that this program has written before and kept; never what came from a person or a file of theirs. */
export function ownSql(text: string): Sql {
  return makeSql([text], [])
}

export const emptySql: Sql = makeSql([''], [])

/** Joins pieces with a separator written by the programmer. */
export function joinSql(
  parts: readonly Sql[],
  separator: ', ' | ' and ' | ' or ' | ' union all ' | '\n',
): Sql {
  return parts.reduce(
    (joined, part, index) =>
      index === 0 ? part : sql`${joined}${makeSql([separator], [])}${part}`,
    emptySql,
  )
}

/**
 * Rows of constants as a query with these columns; at least one row. Thousands of them are one step for
 * an engine, where as many selects joined by `union all` are a step each.
 */
export function constantRows(names: readonly string[], rows: readonly (readonly Sql[])[]): Sql {
  const columns = joinSql(
    names.map((name) => identifier(name)),
    ', ',
  )
  const lines = joinSql(
    rows.map((cells) => sql`(${joinSql(cells, ', ')})`),
    ', ',
  )
  return sql`select ${columns} from (values ${lines}) as constants(${columns})`
}

/** The statement as the engine takes it: `$1` for the first value, and so on. */
export function toStatement(piece: Sql): Statement {
  const text = piece.texts.reduce((whole, part, index) => `${whole}$${index}${part}`)
  return { text, values: piece.values }
}

/** The statement as a person reads it, with values written as literals. Never sent to an engine. */
export function showSql(piece: Sql): string {
  return piece.texts.reduce((whole, part, index) => {
    const value = piece.values[index - 1]
    const shown = typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
    return `${whole}${shown}${part}`
  })
}
