import { factKind, FealtyError, type Day, type FactKindName, type FieldType } from '@fealty/core'
import { attributePrefix, ratingPrefix } from '../../facts/columns.ts'
import { columnsOf, parseExpression, type Expression } from '../expression/parse.ts'
import { quoteColumn, guessMapping, guessRatings, type ColumnSample } from './guess.ts'

/** A field of the facts and the expression that fills it. */
export interface Assignment {
  /** Name of the column of the facts: a field, `rating:NAME` or `attr:NAME`. */
  field: string
  type: FieldType
  required: boolean
  text: string
  expression: Expression
  evidence: string
}

export interface ResolvedMapping {
  assignments: Assignment[]
  /** Columns that stay as attributes. */
  attributes: string[]
  doubts: string[]
}

/** Every rating-like column at once: `rating:*=nullif(*, 0)`. */
const everyRating = `${ratingPrefix}*`

/**
 * The whole mapping: what the person said, and guesses for the rest.
 * @throws FealtyError `file.mapping` for an unknown field, `file.expression`
 */
export function resolveMapping(
  kind: FactKindName,
  given: Readonly<Record<string, string>>,
  columns: readonly ColumnSample[],
  importDay: Day,
): ResolvedMapping {
  const names = columns.map(({ name }) => name)
  const said = readGiven(kind, given, columns, names)
  const taken = new Set(said.flatMap(({ expression }) => soleColumn(expression) ?? []))
  const { mapping: guessed, doubts } = guessMapping(kind, columns, taken)
  const decided = new Set(Object.keys(given))
  const assignments = [
    ...said,
    ...guessed
      .filter(({ field }) => !decided.has(field))
      .map(({ field, expression, evidence }) => assign(kind, field, expression, names, evidence)),
  ]
  const undated = dateByImport(kind, given, assignments, importDay)
  if (undated !== null) {
    assignments.push(assign(kind, undated.field, undated.expression, names, 'no column tells it'))
    doubts.push(undated.doubt)
  }
  const order = Object.keys(factKind(kind).fields)
  assignments.sort((left, right) => rank(order, left.field) - rank(order, right.field))
  const mapped = new Set(assignments.flatMap(({ expression }) => soleColumn(expression) ?? []))
  const attributes = names.filter((name) => !mapped.has(name))
  return { assignments, attributes, doubts }
}

/**
 * Facts of a kind that may come without a day, where no column tells one: they are dated by the day of
 * the import, because what has no day at all is in no period and in no number.
 */
function dateByImport(
  kind: FactKindName,
  given: Readonly<Record<string, string>>,
  assignments: readonly Assignment[],
  importDay: Day,
): { field: string; expression: string; doubt: string } | null {
  const { datedBy, fields } = factKind(kind)
  if (datedBy === undefined || fields[datedBy]?.required === true || Object.hasOwn(given, datedBy))
    return null
  const dating = new Set([datedBy, ...(kind === 'responses' ? ['invited_at'] : [])])
  if (assignments.some(({ field }) => dating.has(field))) return null
  const expression = `date('${importDay}')`
  return {
    field: datedBy,
    expression,
    doubt: `no column tells the day, so all rows are dated by the day of the import; say another one with ${datedBy}=${expression}`,
  }
}

function rank(order: readonly string[], field: string): number {
  const index = order.indexOf(field)
  return index < 0 ? order.length : index
}

function readGiven(
  kind: FactKindName,
  given: Readonly<Record<string, string>>,
  columns: readonly ColumnSample[],
  names: readonly string[],
): Assignment[] {
  const assignments: Assignment[] = []
  for (const [field, text] of Object.entries(given)) {
    if (text.trim() === '') continue
    if (field === everyRating) continue
    assignments.push(assign(kind, field, text, names, 'as you said'))
  }
  const pattern = given[everyRating]
  if (pattern === undefined || pattern.trim() === '') return assignments
  const taken = new Set(assignments.flatMap(({ expression }) => columnsOf(expression)))
  const guessed = guessMapping(kind, columns, taken).mapping
  for (const { expression } of guessed) taken.add(expression.replace(/^"|"$/g, ''))
  const known = new Set(assignments.map(({ field }) => field))
  for (const { field } of guessRatings(columns, taken)) {
    if (known.has(field)) continue
    const column = field.slice(ratingPrefix.length)
    assignments.push(assign(kind, field, pattern, names, 'as you said for all ratings', column))
  }
  return assignments
}

function assign(
  kind: FactKindName,
  field: string,
  text: string,
  columns: readonly string[],
  evidence: string,
  wildcard?: string,
): Assignment {
  const { type, required } = describeField(kind, field)
  const expression = parseExpression(field, text, columns, wildcard)
  const written = wildcard === undefined ? text : text.replaceAll('*', quoteColumn(wildcard))
  return { field, type, required, text: written, expression, evidence }
}

function describeField(kind: FactKindName, field: string): { type: FieldType; required: boolean } {
  const { fields } = factKind(kind)
  const known = Object.hasOwn(fields, field) ? fields[field] : undefined
  if (known) return { type: known.type, required: known.required === true }
  if (field.startsWith(attributePrefix) && field.length > attributePrefix.length) {
    return { type: 'text', required: false }
  }
  if (
    kind === 'responses' &&
    field.startsWith(ratingPrefix) &&
    field.length > ratingPrefix.length
  ) {
    return { type: 'number', required: false }
  }
  const names = Object.keys(fields).join(', ')
  const ratings = kind === 'responses' ? ', rating:NAME' : ''
  throw new FealtyError('file.mapping', {
    problem: `${kind} have no field “${field.slice(0, 60)}”; they have ${names}${ratings}, attr:NAME`,
  })
}

/** The only column an expression reads: that column is then explained and no attribute. */
function soleColumn(expression: Expression): string | undefined {
  const columns = columnsOf(expression)
  return columns.length === 1 ? columns[0] : undefined
}
