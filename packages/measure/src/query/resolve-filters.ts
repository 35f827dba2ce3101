import { FealtyError } from '@fealty/core'
import type { Dimension } from '../metric/dimension.ts'
import type { DimensionFilter, MetricDefinition } from '../metric/metric-definition.ts'
import type { Segment } from '../segments/contract.ts'
import { resolveDimension } from './find-dimensions.ts'

interface Known {
  dimensions: readonly Dimension[]
  metric: Pick<MetricDefinition, 'fact'>
}

/**
 * Turns `DIMENSION=VALUE` conditions into filters. Several of one dimension are alternatives; a
 * saved segment stands for its conditions (`segment=NAME`). A manager's units come on top, so that
 * no condition can widen them.
 * @throws FealtyError `input.invalid`, `input.dimension`
 */
export function resolveFilters(
  where: readonly string[],
  ownUnits: readonly string[] | null,
  segments: readonly Segment[],
  known: Known,
): DimensionFilter[] {
  const filters: DimensionFilter[] = []
  const alternatives = new Map<string, string[]>()
  for (const condition of where) {
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
  if (ownUnits !== null) filters.push(unitFilter(ownUnits, known))
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

/** A manager whose facts have no unit sees nothing, rather than everything. */
function unitFilter(ownUnits: readonly string[], known: Known): DimensionFilter {
  const dimension = known.dimensions.find(({ name }) => name === 'unit') ?? {
    name: 'unit',
    label: 'Unit',
    aliases: [],
    columns: [],
  }
  return { dimension, operator: 'in', values: ownUnits.length > 0 ? ownUnits : [''] }
}
