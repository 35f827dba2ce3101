import type { ColumnDefinitionBuilder, CreateTableBuilder } from 'kysely'
import type { Store } from '../store.ts'

type Column = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder
export const required: Column = (column) => column.notNull()
export const key: Column = (column) => column.primaryKey()
export const ofWorkspace: Column = (column) =>
  column.notNull().references('workspaces.id').onDelete('cascade')

export type Table = CreateTableBuilder<string, string>

export function startTable({ db }: Store, name: string): Table {
  return db.schema.createTable(name)
}

/** Adds text columns; a name that ends in `?` may be null. */
export function addTexts(table: Table, names: string): Table {
  return names
    .split(' ')
    .reduce<Table>(
      (built, name) =>
        name.endsWith('?')
          ? built.addColumn(name.slice(0, -1), 'text')
          : built.addColumn(name, 'text', required),
      table,
    )
}
