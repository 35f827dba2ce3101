import {
  addDays,
  addMonths,
  rangePeriod,
  writeDay,
  writeDays,
  type Day,
  type Measured,
} from '@fealty/core'
import {
  keepLast,
  measureMetric,
  metricCatalogue,
  openContext,
  readBandSpend,
  spendBands,
  type BandSpend,
  type MeasureContext,
  type MetricId,
} from '@fealty/measure'
import type { KeptRecord, Store } from '@fealty/store'
import { costBookings, initiatives } from '../initiative/initiatives.ts'
import type { SteerCall } from '../record-change.ts'
import { allocations } from './allocations.ts'
import {
  compareAllocation,
  highValueBand,
  shareDue,
  type InitiativeCost,
} from './compare-allocation.ts'
import type { Allocation, AllocationView } from './contract.ts'
import { writeHeadline } from './write-headline.ts'

interface Plans {
  records: readonly KeptRecord<Allocation>[]
  /** The one that is looked at; undefined for the last twelve months without a plan. */
  chosen: KeptRecord<Allocation> | undefined
}

/** Planned beside actual spend by value band, for one plan or for the last twelve months. */
export async function readAllocation(
  call: SteerCall,
  allocationId: string | undefined,
): Promise<AllocationView> {
  const { services, workspaceId } = call
  const context = await openContext(call, { where: [], level: 0.95 })
  const records = await allocations.list(services.store, workspaceId)
  const chosen =
    allocationId === undefined
      ? choosePlan(records, context.asOf)
      : await allocations.read(services.store, workspaceId, allocationId)
  // A plan that was changed since is not the one that was compared.
  const asked = records.map(({ id, version }) => [id, version])
  return keepLast(context, 'allocation.read', { chosen: chosen?.id, asked }, () =>
    compareWithPlan(call, context, { records, chosen }),
  )
}

async function compareWithPlan(
  call: SteerCall,
  context: MeasureContext,
  { records, chosen }: Plans,
): Promise<AllocationView> {
  const { services, workspaceId } = call
  const plan = chosen?.body ?? null
  const days = daysOf(plan, context.asOf)
  const until = days.from > context.asOf ? null : days.until
  const spend = await readBandSpend(context, { ...days, until: until ?? days.from })
  const known = until === null ? { ...spend, spend: [] } : spend
  const costs = await readCosts(services.store, workspaceId, days, until)
  const due = shareDue(days.from, days.to, until)
  const { highValue, broadBase, ...compared } = compareAllocation({
    plan,
    spend: known,
    costs,
    due,
  })
  const metric = plan?.metric ?? 'nps'
  const measured = await measureGroups(call, metric, until === null ? null : { ...days, until })
  const { info } = metricCatalogue[metric]
  const found = { highValue, broadBase, ...compared }
  return {
    headline: writeHeadline(plan, found, { until, basis: spend.basis }),
    subline: writeSubline(days, until, spend),
    currency: context.workspace.currency,
    asOf: context.asOf,
    from: days.from,
    to: days.to,
    until,
    basis: spend.basis,
    plans: records.map(({ id, body }) => ({ id, name: body.name, from: body.from, to: body.to })),
    plan: chosen ? { ...chosen.body, version: chosen.version } : null,
    first: chosen ? await readFirst(services.store, workspaceId, chosen) : null,
    ...compared,
    groups: [
      { group: 'high value', ...highValue, measured: measured.high },
      { group: 'broad base', ...broadBase, measured: measured.base },
    ],
    metric: { id: info.id, title: info.title, unit: info.unit, better: info.better },
  }
}

/** The plan whose days are running, else the one that began last. */
function choosePlan(
  records: readonly KeptRecord<Allocation>[],
  asOf: Day,
): KeptRecord<Allocation> | undefined {
  const byStart = [...records].sort((a, b) => (a.body.from < b.body.from ? 1 : -1))
  return byStart.find(({ body }) => body.from <= asOf && asOf <= body.to) ?? byStart[0]
}

interface SpendDays {
  from: Day
  to: Day
  /** The last day that counts. */
  until: Day
}

function daysOf(plan: Allocation | null, asOf: Day): SpendDays {
  if (plan === null) return { from: addMonths(addDays(asOf, 1), -12), to: asOf, until: asOf }
  return { from: plan.from, to: plan.to, until: plan.to < asOf ? plan.to : asOf }
}

/** What initiatives have booked from the first day to the last known one. */
async function readCosts(
  store: Store,
  workspaceId: string,
  { from }: SpendDays,
  until: Day | null,
): Promise<InitiativeCost[]> {
  if (until === null) return []
  const [all, booked] = await Promise.all([
    initiatives.list(store, workspaceId),
    costBookings.list(store, workspaceId),
  ])
  return all.map(({ id, body }) => ({
    id,
    name: body.name,
    amount: booked
      .filter((one) => one.parentId === id && one.body.day >= from && one.body.day <= until)
      .reduce((sum, one) => sum + one.body.amount, 0),
  }))
}

/** The measure for the best band and for everybody else; bands are those of the last scoring. */
async function measureGroups(
  call: SteerCall,
  metric: MetricId,
  days: { from: Day; until: Day } | null,
): Promise<{ high: Measured | null; base: Measured | null }> {
  if (days === null) return { high: null, base: null }
  const definition = metricCatalogue[metric]
  const measure = async (bands: readonly string[]): Promise<Measured> => {
    const where = bands.map((band) => `band=${band}`)
    const context = await openContext(call, { where, level: 0.95 }, definition)
    const periods = [rangePeriod(days.from, addDays(days.until, 1))]
    const { cells } = await measureMetric(context, definition, { periods, groups: [] })
    return cells[0]!.measured
  }
  const base = spendBands.filter((band) => band !== highValueBand)
  return { high: await measure([highValueBand]), base: await measure(base) }
}

/** The plan as it was first, where it has been changed. */
async function readFirst(
  store: Store,
  workspaceId: string,
  { id, version }: KeptRecord<Allocation>,
): Promise<AllocationView['first']> {
  if (version === 1) return null
  const versions = await allocations.history(store, workspaceId, id)
  const { amounts, reserve } = versions[0]!.body
  const last = versions.at(-1)!
  return { amounts, reserve, changedAt: last.changedAt, reason: last.reason }
}

function writeSubline({ from, to }: SpendDays, until: Day | null, spend: BandSpend): string {
  const known = until === null || until === to ? '' : `, known up to ${writeDay(until, true)}`
  return `${writeDays(from, to)}${known}. Full counts of booked costs. Bands are those of ${writeDay(spend.bandsTo, true)}, by the ${spend.basis} of the twelve months up to it.`
}
