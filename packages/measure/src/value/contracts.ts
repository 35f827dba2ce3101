import type { Day } from '@fealty/core'
import { sql, type Dialect, type Sql } from '@fealty/engine'
import type { RetentionAge } from '@fealty/stats'
import type { FitSource } from './fit-purchases.ts'

export type ContractPeriod = 'month' | 'year'

const monthsPerPeriod = { month: 1, year: 12 } as const

/** Whole calendar months from one day to a later one; the last one counts when its day is reached. */
function fullMonths(from: Sql, to: Sql): Sql {
  return sql`((extract(year from ${to}) - extract(year from ${from})) * 12 + extract(month from ${to}) - extract(month from ${from}) - case when extract(day from ${to}) < extract(day from ${from}) then 1 else 0 end)`
}

/** Whole periods of a contract, rounded down, as a whole number. */
function fullPeriods(dialect: Dialect, from: Sql, to: Sql, period: ContractPeriod): Sql {
  return sql`cast(floor(${fullMonths(from, to)} / cast(${monthsPerPeriod[period]} as double)) as ${dialect.typeName('whole')})`
}

/**
 * `customer_id, start_day, renewals`: each contract stretch that runs on a day, and how often it has
 * been renewed by then (whole periods since its start).
 */
export function runningContractsSql(dialect: Dialect, until: Day, period: ContractPeriod): Sql {
  const day = dialect.day(until)
  return sql`
    select customer_id, start_day, ${fullPeriods(dialect, sql`start_day`, day, period)} as renewals
    from spells
    where basis = 'subscription' and start_day <= ${day} and end_day > ${day}`
}

/**
 * `renewal, lost, censored`: contract stretches by the renewal at which they ended, or that they had
 * last reached on the day. A contract that ends within a period is lost at the renewal that closes
 * it. Stretches younger than one period tell nothing yet and are left out.
 */
function renewalCountsSql(dialect: Dialect, until: Day, period: ContractPeriod): Sql {
  const day = dialect.day(until)
  const length = sql`${monthsPerPeriod[period]}`
  const whole = fullPeriods(dialect, sql`start_day`, sql`end_day`, period)
  return sql`
    select renewal, sum(lost) as lost, sum(censored) as censored from (
      select
        case when ${dialect.addMonths(sql`start_day`, sql`(${whole} * ${length})`)} < end_day
          then ${whole} + 1 else ${whole} end as renewal,
        1 as lost, 0 as censored
      from spells
      where basis = 'subscription' and start_day <= ${day} and end_day <= ${day}
      union all
      select renewals as renewal, 0 as lost, 1 as censored
      from (${runningContractsSql(dialect, until, period)}) as running
    ) as ages
    where renewal >= 1
    group by renewal
    order by renewal`
}

/** Contracts by age, for the sBG. */
export async function readRenewals(
  source: Omit<FitSource, 'unit'>,
  period: ContractPeriod,
): Promise<RetentionAge[]> {
  const { engine, snapshot, until, signal } = source
  const rows = await engine.query(snapshot, renewalCountsSql(engine.dialect, until, period), {
    signal,
  })
  return rows.map((row) => ({
    renewal: Number(row.renewal),
    lost: Number(row.lost),
    censored: Number(row.censored),
  }))
}
