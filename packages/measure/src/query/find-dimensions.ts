import { FealtyError, factKind, type FactKindName } from '@fealty/core'
import type { ImportRecord } from '@fealty/store'
import { attributePrefix } from '../facts/columns.ts'
import type { Dimension, DimensionTable } from '../metric/dimension.ts'
import type { MetricDefinition } from '../metric/metric-definition.ts'

const dimensionTables = [
  'customers',
  'accounts',
  'orders',
  'subscriptions',
  'interactions',
  'responses',
  'usage',
  'costs',
] as const satisfies readonly (DimensionTable & FactKindName)[]

const bareHeader = /^[\p{L}_][\p{L}\p{N}_ .-]*$/u

/** Fields that name single things: cutting by them gives a row for each customer or order. */
const singular = /(_id|^name$|^metric$|^language$)$/

type Found = Map<
  string,
  { name: string; aliases: Set<string>; columns: Dimension['columns'][number][] }
>

function note(
  found: Found,
  name: string,
  table: DimensionTable,
  column: string,
  alias?: string,
): void {
  const key = name.toLowerCase()
  const entry = found.get(key) ?? { name, aliases: new Set<string>(), columns: [] }
  if (!entry.columns.some((known) => known.table === table && known.column === column)) {
    entry.columns.push({ table, column })
  }
  if (alias !== undefined && alias.toLowerCase() !== key) entry.aliases.add(alias)
  found.set(key, entry)
}

/** All dimensions there are in the loaded facts, by name. */
export function findDimensions(imports: readonly ImportRecord[]): Dimension[] {
  const found: Found = new Map()
  for (const table of dimensionTables) {
    for (const entry of imports.filter(({ kind }) => kind === table)) {
      for (const [field, expression] of Object.entries(entry.mapping)) {
        if (factKind(table).fields[field]?.type !== 'key' || singular.test(field)) continue
        const bare = expression.replace(/^["`]|["`]$/g, '')
        note(found, field, table, field, bareHeader.test(bare) ? bare : undefined)
      }
      for (const { name } of entry.columns) {
        if (!name.startsWith(attributePrefix)) continue
        note(found, name.slice(attributePrefix.length), table, name)
      }
    }
  }
  return [...found.values()].map(toDimension)
}

function toDimension(entry: {
  name: string
  aliases: Set<string>
  columns: Dimension['columns'][number][]
}): Dimension {
  const words = entry.name.replaceAll('_', ' ')
  return {
    name: entry.name,
    label: words.charAt(0).toUpperCase() + words.slice(1),
    aliases: [...entry.aliases],
    columns: entry.columns,
  }
}

/** Value bands of scored customers. */
export const bandDimension: Dimension = {
  name: 'band',
  label: 'Value band',
  aliases: ['value-band', 'value_band'],
  columns: [{ table: 'customer_value', column: 'band' }],
}

/** The rated question; only the metric `rating` has it. */
export const questionDimension: Dimension = {
  name: 'question',
  label: 'Question',
  aliases: [],
  columns: [{ table: 'responses', column: 'question' }],
}

/** Whether the metric can be cut by the dimension. */
export function fits(dimension: Dimension, metric: Pick<MetricDefinition, 'fact'>): boolean {
  return dimension.columns.some(
    ({ table }) =>
      table === 'customers' ||
      table === 'accounts' ||
      table === 'customer_value' ||
      table === metric.fact,
  )
}

/** The dimension a person named, by its name or the header it came from, in any case. */
export function findDimension(
  name: string,
  dimensions: readonly Dimension[],
  metric: Pick<MetricDefinition, 'fact'>,
): Dimension | undefined {
  const wanted = name.trim().toLowerCase()
  const usable = dimensions.filter((dimension) => fits(dimension, metric))
  return (
    usable.find((dimension) => dimension.name.toLowerCase() === wanted) ??
    usable.find(({ aliases }) => aliases.some((alias) => alias.toLowerCase() === wanted))
  )
}

/**
 * The dimension a person named.
 * @throws FealtyError `input.dimension` naming what is known
 */
export function resolveDimension(
  name: string,
  dimensions: readonly Dimension[],
  metric: Pick<MetricDefinition, 'fact'>,
): Dimension {
  const dimension = findDimension(name, dimensions, metric)
  if (dimension) return dimension
  const usable = dimensions.filter((one) => fits(one, metric))
  const known = usable.map((one) => one.name).join(', ')
  throw new FealtyError('input.dimension', { name, known: known === '' ? 'none yet' : known })
}
