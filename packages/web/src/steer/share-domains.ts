import { domainOf, widenToTicks, type Domain } from '@fealty/charts'
import type { Measured, MetricUnit } from '@fealty/core'

/** What a share or a score can be at all; other units begin at zero. */
const naturalEnds: Readonly<Partial<Record<MetricUnit, Domain>>> = {
  share: [0, 1],
  points: [-100, 100],
}

/**
 * One axis for each unit of measure, over all rows that have it: percentages from 0 to 100, scores from
 * −100 to +100, all else from zero to a round value above the highest.
 */
export function shareDomains(
  rows: readonly { unit: MetricUnit; measured: Measured }[],
): ReadonlyMap<MetricUnit, Domain> {
  const units = [...new Set(rows.map(({ unit }) => unit))]
  return new Map(
    units.map((unit) => {
      const ofUnit = rows.filter((row) => row.unit === unit).map(({ measured }) => measured)
      const [low, high] = domainOf(ofUnit, naturalEnds[unit] ?? [0])
      return [unit, naturalEnds[unit] ? [low, high] : widenToTicks(low, high, 4)]
    }),
  )
}
