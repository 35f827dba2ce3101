import { toStatement, type Sql, type SqlValue } from '../sql.ts'

/**
 * The statement with its values bound. The text of a statement never holds a value: it goes as
 * `execute immediate '… ? …' using …`, where each value is one constant that the grammar cannot read
 * as anything else. Numbers are doubles, as they are for the embedded engine.
 * @throws RangeError for a number that is none
 */
export function toTrinoText(piece: Sql): string {
  const { text, values } = toStatement(piece)
  if (values.length === 0) return text
  const marked = withMarks(piece)
  return `execute immediate ${quoteText(marked)} using ${values.map(toConstant).join(', ')}`
}

/** The one place where a text becomes a constant of SQL. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function withMarks(piece: Sql): string {
  return piece.texts.join('?')
}

function toConstant(value: SqlValue): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return quoteText(value)
  if (typeof value === 'boolean') return String(value)
  if (!Number.isFinite(value)) throw new RangeError(`not a number that can be bound: ${value}`)
  const digits = String(value)
  return /e/i.test(digits) ? digits.toUpperCase().replace('E+', 'E') : `${digits}E0`
}
