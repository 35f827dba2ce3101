import { dayIn, type Call, type Day } from '@fealty/core'
import type { Snapshot } from '@fealty/engine'
import { readWorkspace, type ImportRecord, type Workspace } from '@fealty/store'
import { loadFacts } from '../facts/snapshot.ts'
import { ratingPrefix } from '../facts/columns.ts'
import type { Dimension } from '../metric/dimension.ts'
import type { AnyMetric, Basis, DimensionFilter } from '../metric/metric-definition.ts'
import { readUnits } from '../units/operation.ts'
import { managerWhere } from '../units/unit-tree.ts'
import { readSegments } from '../segments/operation.ts'
import type { Segment } from '../segments/contract.ts'
import type { MeasureServices } from '../services.ts'
import { dataBounds, knownUpTo, type DataBounds } from './data-bounds.ts'
import { deriveTables } from './derive-tables.ts'
import { bandDimension, findDimensions, questionDimension } from './find-dimensions.ts'
import { resolveFilters } from './resolve-filters.ts'

/** What every question about measures has in common. */
export interface ScopeInput {
  /** A day, or a moment in ISO 8601: see `asOfSchema`. */
  asOf?: string | undefined
  where: readonly string[]
  basis?: Basis | undefined
  level: number
}

/** A question's surroundings, resolved once: what is loaded, as of when, for whom. */
export interface MeasureContext {
  services: MeasureServices
  workspace: Workspace
  snapshot: Snapshot
  /** False when it is asked what was loaded at a moment that has passed. */
  isCurrent: boolean
  imports: readonly ImportRecord[]
  bounds: DataBounds
  /** From which day on leaving is seen: an export may hold only who was still there on a day. */
  firstLeaving: Day | null
  /** The day of asking. */
  today: Day
  asOf: Day
  basis: Basis
  level: number
  dimensions: readonly Dimension[]
  segments: readonly Segment[]
  ratings: readonly string[]
  where: readonly string[]
  /** Of which customers the caller may see numbers: one of these conditions holds; null: of all. */
  ownWhere: readonly string[] | null
  signal: AbortSignal
}

/**
 * Reads what is loaded and resolves the parts of a question that all metrics share. With `metric` it is
 * a question about this one: as of the last day that its own facts are known.
 */
export async function openContext(
  call: Call<MeasureServices>,
  input: ScopeInput,
  metric?: Pick<AnyMetric, 'facts'>,
): Promise<MeasureContext> {
  const { services, workspaceId } = call
  const moment = momentOf(input.asOf)
  // Before anything else, so that it says whether a person was erased meanwhile.
  const workspace = await readWorkspace(services.store, workspaceId)
  const [{ imports, snapshot: facts }, segments] = await Promise.all([
    loadFacts(services, workspaceId, moment),
    readSegments(services, workspaceId),
  ])
  const derived = await deriveTables(call, facts)
  const bounds = dataBounds(imports)
  const ratings = imports.flatMap(({ columns }) =>
    columns
      .filter(({ name }) => name.startsWith(ratingPrefix))
      .map(({ name }) => name.slice(ratingPrefix.length)),
  )
  return {
    ...derived,
    workspace,
    isCurrent: moment === undefined,
    imports,
    bounds,
    today: call.today,
    asOf: lastDayAsked(input.asOf, workspace, imports, call.today, metric),
    basis:
      input.basis ??
      (imports.some(({ kind }) => kind === 'subscriptions') ? 'subscription' : 'purchase'),
    level: input.level,
    dimensions: [...findDimensions(imports), bandDimension],
    segments,
    ratings: [...new Set(ratings)].sort(),
    where: input.where,
    ownWhere: await readOwnWhere(call),
    signal: call.signal,
  }
}

const momentOf = (asOf: string | undefined): string | undefined =>
  asOf?.includes('T') === true ? asOf : undefined

/** The day up to which facts are looked at: the one asked for, or the last that the facts know of. */
function lastDayAsked(
  asOf: string | undefined,
  { timeZone }: Workspace,
  imports: readonly ImportRecord[],
  today: Day,
  metric?: Pick<AnyMetric, 'facts'>,
): Day {
  const moment = momentOf(asOf)
  if (moment === undefined) return asOf ?? knownUpTo(imports, today, metric)
  return knownUpTo(imports, dayIn(timeZone, new Date(moment)), metric)
}

/** The dimensions a metric can be cut by. */
export function dimensionsFor(
  context: MeasureContext,
  metric: Pick<AnyMetric, 'info'>,
): readonly Dimension[] {
  return metric.info.id === 'rating'
    ? [...context.dimensions, questionDimension]
    : context.dimensions
}

/** The context's conditions as they read for one metric, with a manager's own units. */
export function filtersFor(context: MeasureContext, metric: AnyMetric): DimensionFilter[] {
  return resolveFilters(context.where, context.ownWhere, context.segments, {
    dimensions: dimensionsFor(context, metric),
    metric,
  })
}

/** The conditions that were asked for, without those of who asks. */
export function conditionFilters(context: MeasureContext, metric: AnyMetric): DimensionFilter[] {
  return filtersFor({ ...context, ownWhere: null }, metric)
}

/** What a manager may see: the customers of the own units and of all below them. */
async function readOwnWhere(call: Call<MeasureServices>): Promise<string[] | null> {
  const { actor, services, workspaceId } = call
  if (actor.kind === 'nobody' || actor.role !== 'manager') return null
  return managerWhere(await readUnits(services, workspaceId), actor.units)
}
