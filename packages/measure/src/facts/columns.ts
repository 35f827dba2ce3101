import { factKind, type FactKindName, type FieldType } from '@fealty/core'
import type { Column, ColumnType } from '@fealty/engine'

const columnTypes: Record<FieldType, ColumnType> = {
  key: 'text',
  text: 'text',
  day: 'day',
  moment: 'moment',
  money: 'money',
  number: 'number',
  score: 'whole',
}

/** Columns that nobody mapped keep their header after this prefix; they can be cut by. */
export const attributePrefix = 'attr:'
/** Ratings of a responses file: any numeric scale, one column per rated thing. */
export const ratingPrefix = 'rating:'

/** The engine's type of a field. */
export function columnType(type: FieldType): ColumnType {
  return columnTypes[type]
}

/**
 * The standard columns of a fact table: every field of the kind, `day` where the kind is dated (the
 * day in the workspace's time zone), and `import_seq`, the order in which imports came.
 */
export function factColumns(kind: FactKindName): Column[] {
  const { fields, datedBy } = factKind(kind)
  const columns = Object.entries(fields).map(([name, field]): Column => ({
    name,
    type: columnType(field.type),
  }))
  if (datedBy !== undefined) columns.push({ name: 'day', type: 'day' })
  columns.push({ name: 'import_seq', type: 'whole' })
  return columns
}

/** True for a column that a file brought and no field explains: an attribute or a rating. */
export function isFreeColumn(name: string): boolean {
  return name.startsWith(attributePrefix) || name.startsWith(ratingPrefix)
}
