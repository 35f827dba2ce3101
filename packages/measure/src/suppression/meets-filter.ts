import type { DimensionFilter } from '../metric/metric-definition.ts'

/** Whether values of dimensions meet a condition: the same that its SQL says of a row. */
export function meets(filter: DimensionFilter, values: ReadonlyMap<string, string>): boolean {
  return [filter, ...(filter.or ?? [])].some((one) => meetsOne(one, values))
}

function meetsOne(
  { dimension, operator, values: wanted }: DimensionFilter,
  values: ReadonlyMap<string, string>,
): boolean {
  const value = values.get(dimension.name)
  if (value === undefined) return false
  const number = value.trim() === '' ? Number.NaN : Number(value)
  const limit = Number(wanted[0] ?? Number.NaN)
  switch (operator) {
    case 'in':
      return wanted.includes(value)
    case 'not-in':
      return !wanted.includes(value)
    case 'at-least':
      return number >= limit
    case 'below':
      return number < limit
  }
}
