import { factKind, factKindNames, FealtyError, type FactKindName } from '@fealty/core'
import { ratingPrefix } from '../../facts/columns.ts'
import type { MappedField } from '../job.ts'
import { looksLikeRating, shareThatFits } from './content.ts'
import { plainHeader } from './header-words.ts'

/** Columns of the files with values from their first rows. */
export interface ColumnSample {
  name: string
  values: readonly string[]
}

export interface Guess {
  mapping: MappedField[]
  /** Headers that mean a field whose content does not fit it. */
  doubts: string[]
}

/** Less than this share of fitting values, and a header is not believed. */
const believableShare = 0.5

/**
 * Guesses which column holds which field: by header first, then the content must bear it out. Each
 * column is given away once, to the first field of the kind that wants it.
 */
export function guessMapping(
  kind: FactKindName,
  columns: readonly ColumnSample[],
  taken: ReadonlySet<string> = new Set(),
): Guess {
  const free = new Map(
    columns
      .filter(({ name }) => !taken.has(name))
      .map((column) => [plainHeader(column.name), column]),
  )
  const mapping: MappedField[] = []
  const doubts: string[] = []
  for (const [field, { guesses, type }] of Object.entries(factKind(kind).fields)) {
    const words = [field, ...guesses].map(plainHeader)
    for (const word of new Set(words)) {
      const column = free.get(word)
      if (column === undefined) continue
      if (shareThatFits(column.values, field, type) < believableShare) {
        doubts.push(`“${column.name}” is called like ${field}, but what it holds does not fit`)
        continue
      }
      const evidence = `the header “${column.name}” means ${field}, and its values fit`
      mapping.push({ field, expression: quoteColumn(column.name), evidence })
      free.delete(word)
      break
    }
  }
  return { mapping, doubts }
}

/** Columns that could be ratings and are not mapped to anything. */
export function guessRatings(
  columns: readonly ColumnSample[],
  taken: ReadonlySet<string>,
): MappedField[] {
  return columns
    .filter(({ name, values }) => !taken.has(name) && looksLikeRating(values))
    .map(({ name }) => ({
      field: `${ratingPrefix}${name}`,
      expression: quoteColumn(name),
      evidence: 'it holds a few small whole numbers',
    }))
}

/**
 * The kind of facts that explains most columns and has all it requires; the name of a file helps.
 * @throws FealtyError `file.mapping` when none fits
 */
export function guessKind(
  columns: readonly ColumnSample[],
  fileNames: readonly string[],
): FactKindName {
  const names = fileNames.join(' ').toLowerCase()
  const scored = factKindNames.map((kind) => ({ kind, score: scoreKind(kind, columns, names) }))
  const best = scored.reduce((left, right) => (right.score > left.score ? right : left))
  if (best.score > 0) return best.kind
  throw new FealtyError('file.mapping', {
    problem: `no kind of facts fits the columns; say which it is: ${factKindNames.join(', ')}`,
  })
}

const nameHints: Partial<Record<FactKindName, RegExp>> = {
  orders: /order|invoice|sales|retail|transaction/,
  interactions: /interaction|ticket|contact|call|support/,
  responses: /response|survey|answer|nps|csat|satisfaction/,
  subscriptions: /subscription|contract/,
  usage: /usage/,
  costs: /cost/,
  happenings: /happening|event|release|incident/,
  accounts: /account/,
  customers: /customer|client/,
}

function scoreKind(kind: FactKindName, columns: readonly ColumnSample[], names: string): number {
  const { mapping } = guessMapping(kind, columns)
  const fields = new Set(mapping.map(({ field }) => field))
  const entries = Object.entries(factKind(kind).fields)
  const missing = entries.filter(([field, { required }]) => required && !fields.has(field)).length
  const hasScore = entries.some(([field, { type }]) => type === 'score' && fields.has(field))
  if (kind === 'responses' && !hasScore) return 0
  if (fields.size === 0) return 0
  const hint = nameHints[kind]?.test(names) ? 3 : 0
  return fields.size - missing * 3 + hint + (hasScore ? 3 : 0)
}

/** A column as an expression names it. */
export function quoteColumn(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `"${name.replaceAll('"', '""')}"`
}
