import { identifier, literal, joinSql, sql, type Sql } from '@fealty/engine'

/** A column to cut by, as found in the loaded facts. */
export interface Dimension {
  /** The name a person writes. */
  name: string
  label: string
  /** Other names it goes by: the headers of the files it came from. */
  aliases: readonly string[]
  /** Columns that may carry it, in the order of preference; the first that is not null counts. */
  columns: readonly { table: DimensionTable; column: string }[]
}

/** Tables that a dimension can live in; a fact table stands for the metric's own facts. */
export type DimensionTable =
  | 'orders'
  | 'subscriptions'
  | 'interactions'
  | 'responses'
  | 'usage'
  | 'costs'
  | 'customers'
  | 'accounts'
  | 'customer_value'

/** What stands where a fact or a customer has no value of the dimension. */
const noValue = '(none)'

const aliases: Partial<Record<DimensionTable, string>> = {
  customers: 'c',
  accounts: 'a',
  customer_value: 'v',
}

/** How one fact table is reached in a query: which of the dimension's columns it can give. */
export interface FactAlias {
  table: DimensionTable
  alias: string
}

/** The dimension's value as SQL text, `(none)` where it is missing. */
export function dimensionSql(dimension: Dimension, fact?: FactAlias): Sql {
  const parts = dimension.columns.flatMap(({ table, column }) => {
    const alias = table === fact?.table ? fact.alias : aliases[table]
    return alias === undefined ? [] : [sql`cast(${identifier(alias, column)} as varchar)`]
  })
  return sql`coalesce(${joinSql([...parts, literal(noValue)], ', ')})`
}

/** Joins to the tables that the dimensions need beside the fact itself. */
export function dimensionJoins(
  dimensions: readonly Dimension[],
  customerId: Sql,
  fact?: FactAlias,
): Sql {
  const tables = new Set(
    dimensions.flatMap((dimension) =>
      dimension.columns.map(({ table }) => table).filter((table) => table !== fact?.table),
    ),
  )
  const joins: Sql[] = []
  if (tables.has('customers') || tables.has('accounts')) {
    joins.push(sql` left join customers c on c.customer_id = ${customerId}`)
  }
  if (tables.has('accounts')) {
    joins.push(sql` left join accounts a on a.account_id = c.account_id`)
  }
  if (tables.has('customer_value')) {
    joins.push(sql` left join customer_value v on v.customer_id = ${customerId}`)
  }
  return joinSql(joins, '\n')
}

/** Whether the dimension can be read off a customer, without a fact of its own. */
export function isCustomerDimension(dimension: Dimension): boolean {
  return dimension.columns.some(({ table }) => aliases[table] !== undefined)
}
