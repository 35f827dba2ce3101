import { FealtyError } from '@fealty/core'
import type { Dimension } from '../metric/dimension.ts'
import type { DimensionFilter, MetricDefinition } from '../metric/metric-definition.ts'
import type { Segment } from '../segments/contract.ts'
import { fits, resolveDimension } from './find-dimensions.ts'

/** Between the alternatives of one condition: `segment=Broadband || region=North`. */
export const orSign = ' || '

interface Known {
  dimensions: readonly Dimension[]
  metric: Pick<MetricDefinition, 'fact'>
}

/**
 * Turns `DIMENSION=VALUE` conditions into filters. Several of one dimension are alternatives, and so
 * are those that one condition joins by `||`, of whichever dimensions; a saved segment stands for its
 * conditions (`segment=NAME`). What a manager may see comes on top, so
 * that no condition can widen it.
 * @throws FealtyError `input.invalid`, `input.dimension`
 */
export function resolveFilters(
  where: readonly string[],
  ownWhere: readonly string[] | null,
  segments: readonly Segment[],
  known: Known,
): DimensionFilter[] {
  const filters: DimensionFilter[] = []
  const alternatives = new Map<string, string[]>()
  for (const condition of where) {
    if (condition.includes(orSign)) {
      filters.push(
        anyOf(condition.split(orSign), (name) =>
          resolveDimension(name, known.dimensions, known.metric),
        ),
      )
      continue
    }
    const { name, value } = splitCondition(condition)
    const segment =
      name.toLowerCase() === 'segment'
        ? segments.find((one) => one.name.toLowerCase() === value.toLowerCase())
        : undefined
    if (segment) filters.push(...segmentFilters(segment, known))
    else alternatives.set(name, [...(alternatives.get(name) ?? []), value])
  }
  for (const [name, values] of alternatives) {
    const dimension = resolveDimension(name, known.dimensions, known.metric)
    filters.push({ dimension, operator: 'in', values })
  }
  if (ownWhere !== null) filters.push(ownFilter(ownWhere, known))
  return filters
}

/** The conditions of a saved segment as filters. */
export function segmentFilters(segment: Segment, known: Known): DimensionFilter[] {
  return segment.conditions.map(({ dimension, operator, values }) => ({
    dimension: resolveDimension(dimension, known.dimensions, known.metric),
    operator,
    values,
  }))
}

function splitCondition(condition: string): { name: string; value: string } {
  const at = condition.indexOf('=')
  if (at < 1) {
    throw new FealtyError('input.invalid', {
      problem: 'a condition is written DIMENSION=VALUE',
    })
  }
  return { name: condition.slice(0, at).trim(), value: condition.slice(at + 1).trim() }
}

/**
 * The customers of a manager: those that meet one of the conditions. A dimension that the facts do not
 * have matches nobody, so that a manager sees nothing rather than everything.
 */
function ownFilter(ownWhere: readonly string[], known: Known): DimensionFilter {
  return anyOf(ownWhere, (name) => findDimension(name, known) ?? nobody.dimension)
}

/** One filter that holds where any of the conditions does. */
function anyOf(
  conditions: readonly string[],
  dimensionOf: (name: string) => Dimension,
): DimensionFilter {
  const byName = new Map<string, string[]>()
  for (const condition of conditions) {
    const { name, value } = splitCondition(condition)
    byName.set(name, [...(byName.get(name) ?? []), value])
  }
  const [first = nobody, ...or] = [...byName].map(([name, values]): DimensionFilter => ({
    dimension: dimensionOf(name),
    operator: 'in',
    values,
  }))
  return { ...first, or }
}

const nobody: DimensionFilter = {
  dimension: { name: 'unit', label: 'Unit', aliases: [], columns: [] },
  operator: 'in',
  values: [''],
}

function findDimension(name: string, { dimensions, metric }: Known): Dimension | undefined {
  return dimensions.find((one) => one.name === name && fits(one, metric))
}
