import { sql, type Sql } from '@fealty/engine'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import { totalFamily } from '../metric/statistic-families.ts'

/**
 * A metric as a ratio of sums over units, Σy / Σx: what makes any metric's effect clustered by the
 * customer, however often a customer answers or buys. `x` null is a mean per unit in the arm, also
 * over those who did nothing; the columns are those of the metric's own SQL.
 */
export interface UnitRatio {
  y: Sql
  x: Sql | null
  /** Counts by band, lowest first, where the metric has them. */
  bands: readonly { name: string; column: Sql }[] | null
}

/** How the columns of a metric's statistics make its ratio. */
export function unitRatio(metric: MetricDefinition): UnitRatio {
  if (metric.family === totalFamily) return { y: sql`total`, x: null, bands: null }
  switch (metric.family.columns.join(' ')) {
    case 'detractors passives promoters':
      return {
        y: sql`100 * (promoters - detractors)`,
        x: sql`detractors + passives + promoters`,
        bands: [
          { name: 'detractor', column: sql`detractors` },
          { name: 'passive', column: sql`passives` },
          { name: 'promoter', column: sql`promoters` },
        ],
      }
    case 'low middle high':
      return {
        y: sql`high`,
        x: sql`low + middle + high`,
        bands: [
          { name: 'low', column: sql`low` },
          { name: 'middle', column: sql`middle` },
          { name: 'high', column: sql`high` },
        ],
      }
    case 'successes n':
      return { y: sql`successes`, x: sql`n`, bands: null }
    case 'n total squares':
      return { y: sql`total`, x: sql`n`, bands: null }
    case 'n y x yy xx xy':
      return { y: sql`y`, x: sql`x`, bands: null }
    default:
      throw new RangeError(`no ratio per unit for the statistics of ${metric.info.id}`)
  }
}
