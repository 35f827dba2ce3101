import type { Call, Measured } from '@fealty/core'
import { insufficient } from '@fealty/core'
import { openContext, readUnits, type ListedUnit, type MeasureContext } from '@fealty/measure'
import type { KeptRecord } from '@fealty/store'
import { measureCadence } from '../review/measure-cadence.ts'
import type { SteerServices } from '../services.ts'
import { bindKpi, definitionVersion, isControllable, kpiUnit } from './bind-kpi.ts'
import type { Kpi, ListedKpi } from './contract.ts'
import { kpiRecords } from './kpi-records.ts'
import { readEnteredValues, type EnteredValue } from './manual-values.ts'
import { readSeries } from './read-series.ts'

interface Surroundings {
  context: MeasureContext
  units: readonly ListedUnit[]
  entered: ReadonlyMap<string, EnteredValue>
  /** How the company keeps its own reviews. */
  reviews: Measured
}

/**
 * The adopted KPIs with their last quarter, or the value by hand that counts.
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
  const kpis = await Promise.all(records.map((record) => listKpi(surroundings, record)))
  return { asOf: context.asOf, kpis }
}

async function listKpi(
  { context, units, entered, reviews }: Surroundings,
  { body, version }: KeptRecord<Kpi>,
): Promise<ListedKpi> {
  const metric = bindKpi(body, context)
  const ofUnit = units.find(({ id }) => id === body.unitId)?.where ?? []
  const where = [...body.where, ...ofUnit]
  const series =
    metric === null
      ? { periods: [], cells: [] }
      : await readSeries(context, metric, { where, grain: 'quarter' })
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
    manual: body.binding.kind === 'manual' ? (entered.get(body.id) ?? null) : null,
  }
}
