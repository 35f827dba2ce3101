import type { Call, Change, Measured } from '@fealty/core'
import { insufficient } from '@fealty/core'
import {
  judgeChanges,
  openContext,
  readUnits,
  type AnyMetric,
  type ListedUnit,
  type MeasureContext,
} from '@fealty/measure'
import type { KeptRecord } from '@fealty/store'
import { measureCadence } from '../review/measure-cadence.ts'
import type { SteerServices } from '../services.ts'
import { bindKpi, definitionVersion, isControllable, kpiUnit } from './bind-kpi.ts'
import type { Kpi, ListedKpi } from './contract.ts'
import { kpiRecords } from './kpi-records.ts'
import { readEnteredValues, type EnteredValue } from './manual-values.ts'
import { readSeries, type MetricSeries } from './read-series.ts'

interface Surroundings {
  context: MeasureContext
  units: readonly ListedUnit[]
  entered: ReadonlyMap<string, EnteredValue>
  /** How the company keeps its own reviews. */
  reviews: Measured
}

/**
 * The adopted KPIs with their last quarter and the change since the one before, or the value by hand
 * that counts. Changes are corrected for the number of KPIs.
 * @param chosen some of them only
 */
export async function readKpis(
  call: Call<SteerServices>,
  chosen?: readonly KeptRecord<Kpi>[],
): Promise<{ asOf: string; kpis: ListedKpi[] }> {
  const { services, workspaceId, today } = call
  const [records, context, units, entered, reviews] = await Promise.all([
    chosen ?? kpiRecords.list(services.store, workspaceId),
    openContext(call, { where: [], level: 0.95 }),
    readUnits(services, workspaceId),
    readEnteredValues(services.store, workspaceId, today),
    measureCadence(services.store, workspaceId, today),
  ])
  const surroundings = { context, units, entered, reviews }
  const measured = await Promise.all(records.map(({ body }) => measureKpi(surroundings, body)))
  const changes = judgeQuarters(measured, context.level)
  const kpis = records.map((record, at) =>
    listKpi(surroundings, record, measured[at]!, changes[at]!),
  )
  return { asOf: context.asOf, kpis }
}

/** A KPI by quarter; no metric where its values are entered or are of our own reviews. */
interface MeasuredKpi {
  metric: AnyMetric | null
  series: MetricSeries
}

async function measureKpi({ context, units }: Surroundings, kpi: Kpi): Promise<MeasuredKpi> {
  const metric = bindKpi(kpi, context)
  if (metric === null) return { metric, series: { periods: [], cells: [] } }
  const ofUnit = units.find(({ id }) => id === kpi.unitId)?.where ?? []
  const where = [...kpi.where, ...ofUnit]
  return { metric, series: await readSeries(context, metric, { where, grain: 'quarter' }) }
}

/** The last quarter of each against the one before, as one family of comparisons. */
function judgeQuarters(measured: readonly MeasuredKpi[], level: number): Change[] {
  const pairs = measured.flatMap(({ metric, series: { cells } }) =>
    metric === null ? [] : [{ metric, now: cells.at(-1), before: cells.at(-2) }],
  )
  const judged = judgeChanges(pairs, level)[Symbol.iterator]()
  return measured.map(({ metric }) => {
    const next = metric === null ? undefined : judged.next().value
    return next ?? { verdict: 'too few' }
  })
}

function quarterBefore({ periods, cells }: MetricSeries): ListedKpi['before'] {
  const [period, cell] = [periods.at(-2), cells.at(-2)]
  return period && cell ? { period: period.label, measured: cell.measured } : null
}

function listKpi(
  { entered, reviews }: Surroundings,
  { body, version }: KeptRecord<Kpi>,
  { metric, series }: MeasuredKpi,
  change: Change,
): ListedKpi {
  const isOfReviews = body.binding.kind === 'reviews'
  const current: Measured = isOfReviews
    ? reviews
    : (series.cells.at(-1)?.measured ??
      insufficient(0, 1, metric === null ? 'Entered by hand.' : 'No quarter is over yet.'))
  return {
    ...body,
    version,
    measure: { unit: kpiUnit(body, metric), definitionVersion: definitionVersion(body.binding) },
    controllable: isControllable(body),
    current,
    period: isOfReviews ? 'last 12 months' : (series.periods.at(-1)?.label ?? null),
    before: quarterBefore(series),
    change,
    manual: body.binding.kind === 'manual' ? (entered.get(body.id) ?? null) : null,
  }
}
