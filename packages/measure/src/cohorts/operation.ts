import {
  addDays,
  defineOperation,
  insufficient,
  periodsBetween,
  type Call,
  type Measured,
  type Period,
} from '@fealty/core'
import { constantRows, showSql, sql, wholeNumber, type Row, type Sql } from '@fealty/engine'
import { wilsonInterval } from '@fealty/stats'
import type { z } from 'zod'
import { activeMetric } from '../active/metric.ts'
import { dimensionJoins } from '../metric/dimension.ts'
import type { MetricScope } from '../metric/metric-definition.ts'
import { scopeConditions } from '../metric/scope-sql.ts'
import { numberOf } from '../metric/statistic-families.ts'
import { firstKnownDay } from '../query/data-bounds.ts'
import { keepAnswer } from '../query/keep-answer.ts'
import { filtersFor, openContext, type MeasureContext } from '../query/measure-context.ts'
import { seenFrom } from '../query/count-metric.ts'
import { showPeriod } from '../query/operation.ts'
import type { MeasureServices } from '../services.ts'
import { cohortsInput, cohortsOutput } from './contract.ts'

type Input = z.output<typeof cohortsInput>
type Output = z.input<typeof cohortsOutput>

const cohortLimit = 60

/** `cohort, age, active`: customers of each cohort that are active at the close of each later period. */
function triangleSql(context: MeasureContext, periods: readonly Period[]): Sql {
  const { dialect } = context.services.engine
  const rows = periods.map(({ start, end }, index) => [
    wholeNumber(index),
    dialect.day(start),
    dialect.day(addDays(end, -1)),
  ])
  const filters = filtersFor(context, activeMetric)
  const joins = dimensionJoins(
    filters.map(({ dimension }) => dimension),
    sql`s.customer_id`,
  )
  const scope: MetricScope = {
    dialect,
    periods,
    asOf: context.asOf,
    firstDay: context.asOf,
    isMature: () => true,
    basis: context.basis,
    groups: [],
    filters,
    ratings: [],
  }
  return sql`with cohorts as (${constantRows(['cohort', 'start_day', 'last_day'], rows)}),
firsts as (select s.customer_id, min(s.start_day) as first_day from spells s${joins} where s.basis = ${context.basis}${scopeConditions(scope)} group by s.customer_id),
members as (select c.cohort, f.customer_id from firsts f join cohorts c on f.first_day >= c.start_day and f.first_day <= c.last_day)
select m.cohort, k.cohort - m.cohort as age, count(*) as active
from members m join spells s on s.customer_id = m.customer_id and s.basis = ${context.basis}
join cohorts k on k.cohort >= m.cohort and s.start_day <= k.last_day and s.end_day > k.last_day
group by 1, 2
union all
select cohort, -1 as age, count(*) as active from members group by cohort
order by 1, 2`
}

function cellsOf(
  rows: readonly Row[],
  cohort: number,
  size: number,
  ages: number,
  level: number,
): { age: number; measured: Measured }[] {
  const active = new Map(
    rows
      .filter((row) => numberOf(row, 'cohort') === cohort)
      .map((row) => [numberOf(row, 'age'), numberOf(row, 'active')]),
  )
  return Array.from({ length: ages }, (_, age) => ({
    age,
    measured:
      size < activeMetric.minimum + 4
        ? insufficient(
            size,
            activeMetric.minimum + 4,
            `${size} customers, ${activeMetric.minimum + 4} needed.`,
          )
        : wilsonInterval({ successes: active.get(age) ?? 0, n: size, level }),
  }))
}

async function composeTriangle(context: MeasureContext, input: Input): Promise<Output> {
  const kind = context.basis === 'subscription' ? 'subscriptions' : 'orders'
  const first = firstKnownDay(context.bounds, [kind], context.asOf)
  const seen = seenFrom(context, first)
  const all =
    first > context.asOf ? [] : periodsBetween(first, context.asOf, input.every, context.workspace)
  const periods = all.filter(({ end }) => end <= addDays(context.asOf, 1)).slice(-cohortLimit)
  const statement = periods.length === 0 ? null : triangleSql(context, periods)
  const rows = statement
    ? await context.services.engine.query(context.snapshot, statement, { signal: context.signal })
    : []
  const sizes = new Map(
    rows
      .filter((row) => numberOf(row, 'age') === -1)
      .map((row) => [numberOf(row, 'cohort'), numberOf(row, 'active')]),
  )
  const cohorts = periods
    .map((period, index) => {
      const size = sizes.get(index) ?? 0
      const cells = cellsOf(rows, index, size, periods.length - index, context.level)
      return { period: showPeriod(period, context.asOf), size, cells }
    })
    .filter(({ size }) => size > 0)
  return {
    workspace: { name: context.workspace.name, currency: context.workspace.currency },
    snapshotId: context.snapshot.id,
    asOf: context.asOf,
    basis: context.basis,
    // Of those who came before leaving was seen, only the ones who stayed are known.
    headline: writeTriangleHeadline(
      cohorts.filter(({ period }) => period.start >= seen),
      input.every,
    ),
    subline: `Customers by the ${input.every} they came in, and the share still active at the close of each later ${input.every} · by ${context.basis === 'subscription' ? 'running subscriptions' : 'a purchase in the last 365 days'} · as of ${context.asOf}`,
    ages: cohorts.reduce((most, { cells }) => Math.max(most, cells.length), 0),
    cohorts,
    sql: statement ? showSql(statement) : '',
  }
}

/** Compares the pooled younger half of the cohorts with the older half, a year after joining. */
function writeTriangleHeadline(cohorts: Output['cohorts'], every: Input['every']): string {
  const age = { month: 12, quarter: 4, year: 1 }[every]
  const known = cohorts.flatMap(({ cells }) => {
    const measured = cells[age]?.measured
    return measured?.kind === 'estimate' ? [measured] : []
  })
  if (known.length < 2) return 'No two cohorts are a year old yet, so they cannot be compared.'
  const pool = (part: typeof known): { k: number; n: number } => ({
    k: part.reduce((sum, one) => sum + one.value * one.n, 0),
    n: part.reduce((sum, one) => sum + one.n, 0),
  })
  const half = Math.floor(known.length / 2)
  const [older, younger] = [pool(known.slice(0, half)), pool(known.slice(half))]
  const interval = (part: { k: number; n: number }): Measured =>
    wilsonInterval({ successes: Math.round(part.k), n: part.n })
  const [a, b] = [interval(older), interval(younger)]
  if (a.kind === 'insufficient' || b.kind === 'insufficient')
    return 'Cohorts are too small to compare.'
  if (b.low > a.high) return 'Customers who came later stay more often through their first year.'
  if (b.high < a.low) return 'Customers who came later leave more often in their first year.'
  return 'Later customers stay through their first year as often as earlier ones.'
}

/** The cohort retention triangle. */
export const cohortsOperation = defineOperation<
  MeasureServices,
  typeof cohortsInput,
  typeof cohortsOutput
>({
  id: 'measure.cohorts',
  summary: 'The cohort retention triangle',
  kind: 'query',
  input: cohortsInput,
  output: cohortsOutput,
  errors: ['input.dimension', 'engine.time', 'engine.memory'],
  access: 'member',
  run: async (call: Call<MeasureServices>, input) => {
    const context = await openContext(call, input)
    return keepAnswer(context, 'measure.cohorts', input, () => composeTriangle(context, input))
  },
})
