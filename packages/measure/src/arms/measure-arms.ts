import type { Period } from '@fealty/core'
import { showSql, sql, wholeNumber } from '@fealty/engine'
import { metricCatalogue } from '../metric/catalogue.ts'
import type { MetricId } from '../metric/contract.ts'
import { keptRows } from '../query/keep-rows.ts'
import type { MeasureContext } from '../query/measure-context.ts'
import { metricScope } from '../query/count-metric.ts'
import { readArmStatistics, type ArmStatistics } from './arm-statistics.ts'
import {
  armStatisticsSql,
  customerDimension,
  populationCtes,
  type ArmPopulation,
} from './arm-sql.ts'
import { unitRatio } from './unit-ratio.ts'

/** A metric by arm over windows; the first two are the past (or the same again) and the outcome. */
export interface ArmQuestion {
  metric: MetricId
  /** Conditions on the metric's own facts, such as `survey=relationship`. */
  where: readonly string[]
  population: ArmPopulation
  windows: readonly Period[]
  /** Leave units without an outcome out of all sums. */
  onlyMeasured: boolean
}

export interface ArmAnswer {
  arms: ArmStatistics[]
  /** True where the outcome is a sum per unit, over all units of the arm. */
  perUnit: boolean
  sql: string
}

/**
 * Any metric of the catalogue by the arms of a population: additive sums per arm, clustered by the
 * unit of assignment. The metric's own SQL is cut by the customer, so its meaning is that of every
 * other page; the arms are joined to what comes of it.
 */
export async function measureArms(
  context: MeasureContext,
  { metric: id, where, population, windows, onlyMeasured }: ArmQuestion,
): Promise<ArmAnswer> {
  const metric = metricCatalogue[id]
  const ratio = unitRatio(metric)
  const scope = metricScope({ ...context, where, ownWhere: null }, metric, {
    periods: windows,
    groups: [customerDimension(context)],
  })
  const statement = armStatisticsSql(
    populationCtes(context, population),
    metric.statistics(scope),
    ratio,
    windows.length,
    onlyMeasured,
  )
  const rows = await keptRows(context, statement)
  return {
    arms: readArmStatistics(rows, windows.length, ratio),
    perUnit: ratio.x === null,
    sql: showSql(statement),
  }
}

/** Units in each arm, and how many customers they are. */
export async function countArms(
  context: MeasureContext,
  population: ArmPopulation,
): Promise<{ arm: string; units: number; customers: number }[]> {
  const rows = await keptRows(
    context,
    sql`with ${populationCtes(context, population)} select arm, count(distinct unit_id) as units, count(*) as customers from population group by arm order by arm`,
  )
  return rows.map(({ arm, units, customers }) => ({
    arm: String(arm),
    units: Number(units),
    customers: Number(customers),
  }))
}

/** A page of units with their arms, in the order of their ids, after the one given. */
export async function listArms(
  context: MeasureContext,
  population: ArmPopulation,
  page: { after: string; limit: number },
): Promise<{ unitId: string; arm: string }[]> {
  const rows = await context.services.engine.query(
    context.snapshot,
    sql`with ${populationCtes(context, population)} select distinct unit_id, arm from population where unit_id > ${page.after} order by unit_id limit ${wholeNumber(page.limit)}`,
    { signal: context.signal },
  )
  return rows.map(({ unit_id: unitId, arm }) => ({ unitId: String(unitId), arm: String(arm) }))
}
