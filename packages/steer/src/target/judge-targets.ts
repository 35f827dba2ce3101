import type { Call, Change } from '@fealty/core'
import {
  judgeChanges,
  openContext,
  readUnits,
  unitWithParts,
  type AnyMetric,
  type ListedUnit,
  type MeasureContext,
} from '@fealty/measure'
import type { KeptRecord } from '@fealty/store'
import { traceKpis, type Traces } from '../goal/trace-kpis.ts'
import { initiatives as initiativeRecords } from '../initiative/initiatives.ts'
import { showOwnInitiatives } from '../initiative/read-initiatives.ts'
import { bindKpi, definitionVersion, isControllable, kpiUnit } from '../kpi/bind-kpi.ts'
import type { Kpi } from '../kpi/contract.ts'
import { kpiRecords } from '../kpi/kpi-records.ts'
import { readEnteredValues, type EnteredValue } from '../kpi/manual-values.ts'
import { readSeries, type MetricSeries } from '../kpi/read-series.ts'
import { readSeriesReviews, type SeriesReviews } from '../review/measure-cadence.ts'
import type { SteerServices } from '../services.ts'
import { carriersOf } from './carriers-of.ts'
import { checkSmart } from './check-smart.ts'
import type { JudgedTarget, Target } from './contract.ts'
import { describeTarget } from './describe-target.ts'
import { effectsToCome, type InitiativeEffects } from './effects-to-come.ts'
import { findWarning } from './find-warning.ts'
import { judgeReviews } from './judge-reviews.ts'
import { judgeTarget, trailingEstimates, type TargetJudgement } from './judge-target.ts'
import { targetRecords } from './target-records.ts'

export interface JudgeQuestion {
  /** Id of a unit: its targets and those of the units below it. */
  unit?: string | undefined
  /** One target alone. */
  id?: string | undefined
}

/** A judged target with the forecast behind it, for its own page. */
export interface JudgedWithForecast {
  judged: JudgedTarget
  judgement: TargetJudgement
}

/** What all targets of a workspace are judged with, read once. */
interface Surroundings {
  call: Call<SteerServices>
  context: MeasureContext
  units: readonly ListedUnit[]
  kpis: ReadonlyMap<string, KeptRecord<Kpi>>
  entered: ReadonlyMap<string, EnteredValue>
  traces: Traces
  initiatives: readonly InitiativeEffects[]
  /** Our own reviews, which some KPIs are about. */
  reviews: readonly SeriesReviews[]
}

/** A target with what it is judged on. */
interface MeasuredTarget {
  record: KeptRecord<Target>
  kpi: Kpi
  metric: AnyMetric | null
  series: MetricSeries
  /** The last period against the one before. */
  change: Change
}

const tooFew: Change = { verdict: 'too few' }

/** Judges targets on the facts there are, in the order in which they were set. */
export async function judgeTargets(
  call: Call<SteerServices>,
  question: JudgeQuestion = {},
): Promise<JudgedTarget[]> {
  const all = await judgeWithForecasts(call, question)
  return all.map(({ judged }) => judged)
}

/** The same with the forecasts behind. A manager sees the targets of the own units only. */
export async function judgeWithForecasts(
  call: Call<SteerServices>,
  { unit, id }: JudgeQuestion,
): Promise<JudgedWithForecast[]> {
  const { services, workspaceId } = call
  const { store } = services
  const [records, carriers, context, units, kpis, entered, traces, reviews] = await Promise.all([
    targetRecords.list(store, workspaceId),
    initiativeRecords.list(store, workspaceId),
    openContext(call, { where: [], level: 0.95 }),
    readUnits(services, workspaceId),
    kpiRecords.list(store, workspaceId),
    readEnteredValues(store, workspaceId, call.today),
    traceKpis(store, workspaceId),
    readSeriesReviews(store, workspaceId),
  ])
  const seen = records
    .filter(({ body }) => maySee(context, units, body))
    .map((record) => ({
      ...record,
      body: { ...record.body, initiativeIds: carriersOf(record.body, carriers) },
    }))
  const wanted =
    unit === undefined ? null : new Set(unitWithParts(units, unit).map((one) => one.id))
  const isChosen = ({ body }: KeptRecord<Target>) =>
    (id === undefined || body.id === id) &&
    (wanted === null || (body.unitId !== null && wanted.has(body.unitId)))
  const byId = new Map(kpis.map((record) => [record.id, record]))
  const hasReach = seen.some(
    (one) => isChosen(one) && one.body.reachToCome > 0 && one.body.initiativeIds.length > 0,
  )
  const initiatives = hasReach ? await showOwnInitiatives(call) : []
  const surroundings = { call, context, units, kpis: byId, entered, traces, initiatives, reviews }
  const measured = await measureChanges(surroundings, seen)
  return measured.filter(({ record }) => isChosen(record)).map((one) => judgeOne(surroundings, one))
}

/** A manager sees a target when all its customers belong to units of theirs. */
function maySee(
  { ownWhere }: Pick<MeasureContext, 'ownWhere'>,
  units: readonly ListedUnit[],
  { unitId, where }: Pick<Target, 'unitId' | 'where'>,
): boolean {
  if (ownWhere === null) return true
  const own = new Set(ownWhere.map((condition) => condition.toLowerCase()))
  const ofUnit = units.find(({ id }) => id === unitId)?.where ?? []
  const isOwn = (condition: string): boolean => own.has(condition.toLowerCase())
  return (ofUnit.length > 0 && ofUnit.every(isOwn)) || where.some(isOwn)
}

/**
 * Targets with their series and the change of the last period. Changes are corrected for all targets
 * that the caller sees, also where only some are asked for: a list and a page give one verdict.
 */
async function measureChanges(
  surroundings: Surroundings,
  records: readonly KeptRecord<Target>[],
): Promise<MeasuredTarget[]> {
  const { context, kpis } = surroundings
  const measured: Omit<MeasuredTarget, 'change'>[] = []
  for (const record of records) {
    const kpi = kpis.get(record.body.kpiId)?.body
    if (kpi === undefined) continue
    const metric = bindKpi(kpi, context)
    const where = populationOf(surroundings, record.body, kpi)
    const series =
      metric === null
        ? { periods: [], cells: [] }
        : await readSeries(context, metric, { where, grain: record.body.grain })
    measured.push({ record, kpi, metric, series })
  }
  const compared = measured.filter(({ metric, series }) => metric && series.cells.length > 1)
  const changes = judgeChanges(
    compared.map(({ metric, series: { cells } }) => ({
      metric: metric!,
      now: cells.at(-1),
      before: cells.at(-2),
    })),
    context.level,
  )
  return measured.map((one) => ({ ...one, change: changes[compared.indexOf(one)] ?? tooFew }))
}

function judgeOne(surroundings: Surroundings, measured: MeasuredTarget): JudgedWithForecast {
  const { call, traces, entered } = surroundings
  const { record, kpi, metric } = measured
  const target = record.body
  const judgement =
    kpi.binding.kind === 'reviews'
      ? judgeReviews({ target, all: surroundings.reviews, today: call.today })
      : judgeSeries(surroundings, measured)
  const smart = checkSmart({
    target,
    isManual: kpi.binding.kind === 'manual',
    metric: metric?.info.title ?? kpi.name,
    ...judgement,
    serves: traces.get(kpi.id) ?? [],
    today: call.today,
  })
  const judged = assemble(surroundings, measured, judgement)
  return { judged: { ...judged, smart, manual: entered.get(kpi.id) ?? null }, judgement }
}

/** What is counted from facts, by its forecast. */
function judgeSeries(
  { call, context, initiatives }: Surroundings,
  { record, kpi, metric, series, change }: MeasuredTarget,
): TargetJudgement {
  const target = record.body
  return judgeTarget({
    target,
    unit: kpiUnit(kpi, metric),
    definitionVersion: definitionVersion(kpi.binding),
    isManual: kpi.binding.kind === 'manual',
    series: pointsOf(series),
    change,
    isSampledAnew: metric?.atPeriodEnd !== true,
    effects: effectsToCome(target, kpi.binding, initiatives),
    asOf: context.asOf,
    today: call.today,
    calendar: context.workspace,
  })
}

/** Conditions of the KPI, its unit, the target and the target's unit together. */
function populationOf({ units }: Surroundings, target: Target, kpi: Kpi): string[] {
  const unitId = target.unitId ?? kpi.unitId
  const ofUnit = units.find(({ id }) => id === unitId)?.where ?? []
  return [...new Set([...kpi.where, ...ofUnit, ...target.where])]
}

const pointsOf = ({ periods, cells }: MetricSeries) =>
  periods.map((period, at) => ({ period, measured: cells[at]!.measured }))

function assemble(
  { call, context, units }: Surroundings,
  { record, kpi, metric, series, change }: MeasuredTarget,
  judgement: TargetJudgement,
): Omit<JudgedTarget, 'smart' | 'manual'> {
  const target = record.body
  const unit = units.find(({ id }) => id === target.unitId)
  const history = pointsOf(series)
  const { chance, chanceWith, chanceWithout, status, current } = judgement
  // Our own reviews are known up to today, whatever the facts are.
  const asOf = kpi.binding.kind === 'reviews' ? call.today : context.asOf
  const isOpen = status === 'on-track' || status === 'open' || status === 'off-track'
  return {
    ...target,
    version: record.version,
    kpi: { id: kpi.id, name: kpi.name, unit: kpiUnit(kpi, metric), better: kpi.better },
    unit: unit ? { id: unit.id, name: unit.name, owner: unit.owner } : null,
    asOf,
    period: judgement.period?.label ?? null,
    current,
    change,
    chance,
    chanceWith,
    chanceWithout,
    status,
    sentence: describeTarget(target, judgement, asOf),
    warning: isOpen ? findWarning(chance, trailingEstimates(history), target) : null,
    controllable: isControllable(kpi),
    history: history.map(({ period: { label, start, end }, measured }) => ({
      label,
      start,
      end,
      measured,
    })),
    forecast: judgement.forecast.map((point, at) => {
      const { label, start, end } = judgement.ahead[at]!
      return { label, start, end, ...point }
    }),
  }
}
