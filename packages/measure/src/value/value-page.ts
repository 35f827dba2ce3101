import { addMonths, insufficient } from '@fealty/core'
import { sql, type Row } from '@fealty/engine'
import type { z } from 'zod'
import { groupColumns } from '../metric/scope-sql.ts'
import type { MeasureContext } from '../query/measure-context.ts'
import { bandWindowStart, bandsSql, migrationSql, valueBands } from './bands.ts'
import type { valuePageOutput } from './contract.ts'
import { customerScope, customerScopeBy, type CustomerScope } from './customer-scope.ts'
import { meanValue, valueSums } from './mean-value.ts'
import { currencyPlaces, moneyText, moneyUnits } from './money.ts'
import { chooseBasis, readWhaleCurve } from './read-whale.ts'
import { rfmSql } from './rfm.ts'
import type { ScoreModel } from './score-parameters.ts'
import { findScoreModel } from './score-store.ts'
import { whaleHeadline, whaleSubline } from './value-words.ts'
import { shareOfTop, type WhaleBasis } from './whale.ts'

type Page = z.input<typeof valuePageOutput>

/** What the parts of the page share. */
interface PageFrame {
  context: MeasureContext
  scope: CustomerScope
  basis: WhaleBasis
  model: ScoreModel | undefined
  places: number
}

/** Everything the value page shows, over the twelve months up to the as-of day. */
export async function readValuePage(context: MeasureContext): Promise<Page> {
  const { workspace, asOf } = context
  const from = bandWindowStart(asOf)
  const basis = await chooseBasis(context, asOf)
  const frame: PageFrame = {
    context,
    basis,
    scope: customerScope(context),
    model: await findScoreModel(context.services.store, workspace.id),
    places: currencyPlaces(workspace.currency),
  }
  const curve = await readWhaleCurve(context, { until: asOf, from }, basis, frame.scope)
  const { customers, negative, peak, share } = curve
  return {
    workspace: { name: workspace.name, currency: workspace.currency },
    snapshotId: context.snapshot.id,
    asOf,
    headline: whaleHeadline({ basis, customers, negative, topTwentyShare: shareOfTop(curve, 20) }),
    subline: whaleSubline(from, asOf, basis),
    whale: { basis, customers, total: moneyText(curve.total, frame.places), negative, peak, share },
    bands: await readBands(frame, curve.total),
    migration: await readMigration(frame),
    rfm: await readRfm(frame),
    model: describeModel(frame.model),
    bySegment: await readSegments(frame),
  }
}

function ask(frame: PageFrame, statement: ReturnType<typeof sql>): Promise<Row[]> {
  const { services, snapshot, signal } = frame.context
  return services.engine.query(snapshot, statement, { signal })
}

async function readBands(frame: PageFrame, total: bigint): Promise<Page['bands']> {
  const { context, scope, basis } = frame
  const { dialect } = context.services.engine
  // The scope may join the scores under their own alias, so it stays in a query of its own.
  const rows = await ask(
    frame,
    sql`select s.band, count(*) as members, sum(s.amount) as amount, ${valueSums}
from (
  select p.customer_id, p.band, p.amount
  from (${bandsSql(dialect, context.asOf, basis)}) p${scope.joins}
  where true${scope.conditions}
) s
left join customer_value v on v.customer_id = s.customer_id
group by s.band`,
  )
  return valueBands.flatMap((band) => {
    const row = rows.find((one) => one.band === band)
    if (row === undefined) return []
    const amount = moneyUnits(row.amount!)
    return [
      {
        band,
        customers: Number(row.members),
        profit: moneyText(amount, frame.places),
        share: total > 0n ? Number(amount) / Number(total) : 0,
        meanFutureValue: measureValue(frame.model, row),
      },
    ]
  })
}

function measureValue(
  model: ScoreModel | undefined,
  row: Row,
): Page['bands'][number]['meanFutureValue'] {
  if (model === undefined) {
    return insufficient(0, 1, 'Customers have no score yet. Run: fealty value score.')
  }
  return meanValue(row, model.parameters.relativeModelError)
}

async function readMigration(frame: PageFrame): Promise<Page['migration']> {
  const { context, scope, basis } = frame
  const { dialect } = context.services.engine
  const rows = await ask(frame, migrationSql(dialect, context.asOf, basis, scope))
  return {
    from: addMonths(context.asOf, -12),
    to: context.asOf,
    bands: [...valueBands, 'new'],
    cells: rows.map((row) => ({
      before: String(row.before),
      now: String(row.now),
      customers: Number(row.customers),
    })),
  }
}

async function readRfm(frame: PageFrame): Promise<Page['rfm']> {
  const { context, scope } = frame
  const rows = await ask(frame, rfmSql(context.services.engine.dialect, context.asOf, scope))
  return rows.map((row) => ({
    recency: Number(row.recency),
    frequency: Number(row.frequency),
    customers: Number(row.customers),
    revenue: moneyText(moneyUnits(row.revenue!), frame.places),
  }))
}

function describeModel(model: ScoreModel | undefined): Page['model'] {
  if (model === undefined) return null
  const { horizonDays, rate, shown, notes, holdoutError } = model.parameters
  const name =
    model.parameters.family === 'contracts' ? 'sbg' : `${model.parameters.model} with gamma-gamma`
  const parameters = shown.map(showParameter)
  return { name, until: model.until, horizonDays, rate, parameters, notes, holdoutError }
}

/** The dimension that splits the customers on the page, the first of these that is loaded. */
const splitters = ['segment', 'unit', 'product_line', 'acquired_by']

/** A table of more segments than this is not read on a page. */
const segmentLimit = 30

/** Expected value by segment; empty before the first score or without anything to split by. */
async function readSegments(frame: PageFrame): Promise<Page['bySegment']> {
  const { context, model } = frame
  const known = context.dimensions.filter(({ columns }) =>
    columns.some(({ table }) => table === 'customers'),
  )
  const dimension =
    splitters.find((name) => known.some((one) => one.name === name)) ?? known[0]?.name
  if (model === undefined || dimension === undefined) return []
  const { joins, conditions, metricScope } = customerScopeBy(context, dimension)
  const rows = await ask(
    frame,
    sql`select v.g0, ${valueSums}
from (
  select p.value${groupColumns(metricScope)}
  from customer_value p${joins}
  where true${conditions}
) v
group by v.g0 order by customers desc, v.g0`,
  )
  const total = rows.reduce((sum, row) => sum + Number(row.total ?? 0), 0)
  return rows.slice(0, segmentLimit).map((row) => ({
    segment: String(row.g0),
    customers: Number(row.customers),
    value: measureValue(model, row),
    share: total > 0 ? Number(row.total ?? 0) / total : 0,
  }))
}

/** An interval wider than this factor either way says that the data do not tell the parameter. */
const untoldFactor = 100

function showParameter({ name, value, se }: ScoreModel['parameters']['shown'][number]): {
  name: string
  value: number
  low: number | null
  high: number | null
} {
  const factor = se === null ? Number.POSITIVE_INFINITY : Math.exp((1.96 * se) / value)
  return factor < untoldFactor
    ? { name, value, low: value / factor, high: value * factor }
    : { name, value, low: null, high: null }
}
