import { emptySql, identifier, joinSql, sql, wholeNumber, type Sql } from '@fealty/engine'
import type { Dimension } from '../metric/dimension.ts'
import type { MeasureContext } from '../query/measure-context.ts'
import { customerScope, customerScopeBy } from '../value/customer-scope.ts'
import { armSql, type ArmSplit, type ArmUnit } from './arm-split.ts'
import type { UnitRatio } from './unit-ratio.ts'

/** Whose arms are asked. */
export interface ArmPopulation {
  /** Conditions `DIMENSION=VALUE` that its customers meet. */
  where: readonly string[]
  unit: ArmUnit
  split: ArmSplit
}

/** `population(customer_id, unit_id, arm)`, with the list of arms where there is one. */
export function populationCtes(context: MeasureContext, population: ArmPopulation): Sql {
  const { split, unit } = population
  const asked = { ...context, where: population.where, ownWhere: null }
  const scope =
    split.by === 'attribute' ? customerScopeBy(asked, split.attribute) : customerScope(asked)
  const unitId =
    unit === 'account' ? sql`coalesce(u.account_id, p.customer_id)` : sql`p.customer_id`
  const listed = split.by === 'list' ? sql` join listed l on l.unit_id = ${unitId}` : emptySql
  const arms = sql`select p.customer_id, ${unitId} as unit_id, ${armSql(context, split, unitId)} as arm
  from (${everybody(context)}) p left join customers u on u.customer_id = p.customer_id${listed}${scope.joins}
  where true${scope.conditions}`
  const ctes = sql`population as (select * from (${arms}) a where a.arm is not null)`
  if (split.by !== 'list') return ctes
  const text = split.rows.map(({ unitId: id, arm }) => `${id}\t${arm}`).join('\n')
  const { dialect } = context.services.engine
  return sql`listed as (select split_part(t.line, chr(9), 1) as unit_id, split_part(t.line, chr(9), 2) as arm from ${dialect.lines(sql`${text}`)} t),
${ctes}`
}

/** The customers of the master data; without any, everybody who ever did something. */
function everybody(context: MeasureContext): Sql {
  if (hasCustomers(context)) return sql`select customer_id from customers`
  return sql`select customer_id from purchases union select customer_id from spells union select customer_id from responses where customer_id is not null`
}

const hasCustomers = (context: MeasureContext): boolean =>
  (context.snapshot.tables.customers?.files.length ?? 0) > 0

/** The customer as a dimension, so that a metric's own SQL gives its statistics per customer. */
export function customerDimension(context: MeasureContext): Dimension {
  const tables = hasCustomers(context)
    ? (['customers'] as const)
    : (['responses', 'orders'] as const)
  const columns = tables.map((table) => ({ table, column: 'customer_id' }))
  return { name: 'customer_id', label: 'Customer', aliases: [], columns }
}

/**
 * Sums per arm over its units, see `ArmStatistics`. `facts` is the metric's SQL, cut by the customer,
 * over the windows as its periods. With `onlyMeasured`, units without anything to count in the
 * second window leave the sums: an outcome cannot be compared with a past that has none.
 */
export function armStatisticsSql(
  population: Sql,
  facts: Sql,
  ratio: UnitRatio,
  windows: number,
  onlyMeasured: boolean,
): Sql {
  const perUnit = ratio.x === null
  const bands = ratio.bands ?? []
  const outcome = sql`select g0 as customer_id, period, ${ratio.y} as y, ${ratio.x ?? sql`1`} as x${joinSql(
    bands.map(({ column }, index) => sql`, ${column} as ${identifier(`b${index}`)}`),
    '\n',
  )} from facts`
  const all = Array.from({ length: windows }, (_, w) => w)
  const perWindow = all.map((w) => sql`, ${sumIn(w, 'y')}, ${sumIn(w, 'x')}`)
  const bandSums = bands.map(
    (_, index) =>
      sql`, ${sumOf(sql`case when o.period = 1 then o.${identifier(`b${index}`)} end`, `b${index}`)}`,
  )
  const kept = onlyMeasured && !perUnit ? sql` filter (where x1 > 0)` : emptySql
  const total = (value: Sql, name: string): Sql =>
    sql`, sum(${value})${kept} as ${identifier(name)}`
  return sql`with ${population},
facts as (${facts}),
outcome as (${outcome}),
units as (
  select p.arm, p.unit_id${joinSql([...perWindow, ...bandSums], '\n')}
  from population p left join outcome o on o.customer_id = p.customer_id
  group by p.arm, p.unit_id
)
select arm, count(*) as units${joinSql(
    [
      ...all.map((w) => countIn(w, perUnit, onlyMeasured)),
      ...all.map((w) => total(column('y', w), `sy${w}`)),
      ...pairsOf(windows, perUnit).map(([t, s]) =>
        total(sql`${column('y', t)} * ${column('y', s)}`, `p${t}_${s}`),
      ),
      ...(perUnit ? [] : ratioSums(all, total)),
      ...bands.map((_, index) => total(identifier(`b${index}`), `b${index}`)),
    ],
    '\n',
  )}
from units group by arm order by arm`
}

const column = (name: string, window: number): Sql => identifier(`${name}${window}`)

/** Sums are narrowed to 18 digits, so that the products of two of them are exact. */
function sumOf(value: Sql, name: string): Sql {
  return sql`cast(coalesce(sum(${value}), 0) as decimal(18, 4)) as ${identifier(name)}`
}

function sumIn(window: number, name: 'y' | 'x'): Sql {
  return sumOf(
    sql`case when o.period = ${wholeNumber(window)} then o.${identifier(name)} end`,
    `${name}${window}`,
  )
}

function countIn(window: number, perUnit: boolean, onlyMeasured: boolean): Sql {
  const counted = onlyMeasured && !perUnit ? sql` and x1 > 0` : emptySql
  return sql`, count(*) filter (where ${column('x', window)} > 0${counted}) as ${identifier(`n${window}`)}`
}

/** Which products of numerators are summed: all pairs of a panel, else each square and the first pair. */
function pairsOf(windows: number, perUnit: boolean): [number, number][] {
  const pairs: [number, number][] = []
  for (let t = 0; t < windows; t += 1)
    for (let s = t; s < windows; s += 1)
      if (perUnit || t === s || (t === 0 && s === 1)) pairs.push([t, s])
  return pairs
}

function ratioSums(all: readonly number[], total: (value: Sql, name: string) => Sql): Sql[] {
  const cross = all.length < 2 ? [] : (['y0x1', 'x0y1', 'x0x1'] as const)
  return [
    ...all.map((w) => total(column('x', w), `sx${w}`)),
    ...all.map((w) => total(sql`${column('x', w)} * ${column('x', w)}`, `xx${w}`)),
    ...all.map((w) => total(sql`${column('x', w)} * ${column('y', w)}`, `xy${w}`)),
    ...cross.map((name) =>
      total(sql`${identifier(name.slice(0, 2))} * ${identifier(name.slice(2))}`, name),
    ),
  ]
}
