import type { Day } from '@fealty/core'
import { sql, type Dialect, type Sql } from '@fealty/engine'
import { bandsSql } from './bands.ts'
import { runningContractsSql } from './contracts.ts'
import { historiesSql } from './histories.ts'
import { profitSql } from './profit-sql.ts'
import type { SpendModel } from './score-groups.ts'
import type { WhaleBasis } from './whale.ts'

/** What every row of `customer_value` says beside the scores. */
export interface ScoreFrame {
  dialect: Dialect
  until: Day
  basis: WhaleBasis
  modelId: string
}

/**
 * `customer_id, spend, profit, share`: how much of a customer's spend stays as profit (or, where no
 * cost is known, as revenue net of returns). The customer's own share is drawn towards everybody's as
 * if the customer had spent one average customer's spend more at everybody's share; so it may be
 * negative, and one bad order does not make a destroyer for good.
 */
function marginsSql({ dialect, until, basis }: ScoreFrame): Sql {
  const kept = basis === 'profit' ? sql`profit` : sql`revenue`
  return sql`
    select b.customer_id, b.spend, b.kept,
      (b.kept + w.usual * w.share) / (b.spend + w.usual) as share
    from (
      select p.customer_id, cast(${kept} as double) as kept,
        cast(coalesce(h.spend, 0) as double) as spend
      from (${profitSql(dialect, until)}) as p
      left join histories as h on h.customer_id = p.customer_id
    ) as b
    cross join (
      select cast(sum(${kept}) as double) / nullif(cast(sum(h.spend) as double), 0) as share,
        cast(sum(h.spend) as double) / count(*) as usual
      from (${profitSql(dialect, until)}) as p
      join histories as h on h.customer_id = p.customer_id
    ) as w`
}

/**
 * Rows of `customer_value` for buyers: the scores of the groups, in the table `lent_groups`, times each
 * customer's amounts.
 */
export function purchaseScoresSql(frame: ScoreFrame, spend: SpendModel): Sql {
  const { dialect, until, basis, modelId } = frame
  const { p, q, v } = spend
  return sql`with histories as (${historiesSql(dialect, until)}),
margins as (${marginsSql(frame)}),
bands as (${bandsSql(dialect, until, basis)}),
scored as (
  select h.customer_id, h.frequency, h.recency_days, h.age_days,
    cast(h.spend as double) as spend, m.kept as profit, g.alive as p_alive,
    g.expected as expected_purchases,
    ${p} * (${v} + cast(h.repeat_spend as double)) / (${p} * h.frequency + ${q} - 1) as expected_spend,
    g.discounted, m.share, b.band,
    g.low * (${v} + cast(h.repeat_spend as double)) * m.share as one_end,
    g.high * (${v} + cast(h.repeat_spend as double)) * m.share as other_end
  from histories h
  join lent_groups g on g.x = h.frequency and g.tx = h.recency_days and g.age = h.age_days
  left join margins m on m.customer_id = h.customer_id
  left join bands b on b.customer_id = h.customer_id
)
select customer_id, frequency, recency_days, age_days, spend, profit, p_alive, expected_purchases,
  expected_spend, discounted * expected_spend * share as value,
  least(one_end, other_end) as value_low, greatest(one_end, other_end) as value_high,
  coalesce(band, 'inactive') as band, ${modelId} as model_id, ${dialect.day(until)} as as_of
from scored order by customer_id`
}

/**
 * Rows of `customer_value` for contract customers: the monthly fee times what its age says of the
 * months to come. Without a fee, a twelfth of the last twelve months' revenue stands for it.
 * Customers whose contract has ended are worth nothing here.
 */
export function contractScoresSql(frame: ScoreFrame): Sql {
  const { dialect, until, basis, modelId } = frame
  const day = dialect.day(until)
  return sql`with histories as (${historiesSql(dialect, until)}),
margins as (${marginsSql(frame)}),
bands as (${bandsSql(dialect, until, basis)}),
fees as (
  select customer_id, cast(sum(mrr) as double) as fee from subscriptions
  where day <= ${day} and ("end" is null or "end" > ${day})
  group by customer_id
),
billed as (
  select customer_id, cast(sum(net) as double) / 12 as fee from purchases
  where day <= ${day} and day > ${dialect.addMonths(day, sql`-12`)} group by customer_id
),
members as (
  select customer_id, min(start_day) as first_day from spells
  where basis = 'subscription' and start_day <= ${day} group by customer_id
),
running as (${runningContractsSql(dialect, until, 'month')}),
scored as (
  select s.customer_id, coalesce(h.frequency, 0) as frequency,
    coalesce(h.recency_days, 0) as recency_days,
    ${dialect.daysBetween(sql`s.first_day`, day)} as age_days,
    coalesce(cast(h.spend as double), 0) as spend, coalesce(m.kept, 0) as profit,
    case when r.customer_id is null then 0 else 1 end as p_alive,
    coalesce(g.expected, 0) as expected_purchases,
    case when r.customer_id is null then 0 else coalesce(f.fee, i.fee, 0) end as expected_spend,
    coalesce(m.share, 1) as share, coalesce(g.discounted, 0) as discounted,
    coalesce(g.low, 0) as low, coalesce(g.high, 0) as high, b.band
  from members s
  left join running r on r.customer_id = s.customer_id
  left join lent_ages g on g.renewals = r.renewals
  left join fees f on f.customer_id = s.customer_id
  left join billed i on i.customer_id = s.customer_id
  left join histories h on h.customer_id = s.customer_id
  left join margins m on m.customer_id = s.customer_id
  left join bands b on b.customer_id = s.customer_id
)
select customer_id, frequency, recency_days, age_days, spend, profit,
  cast(p_alive as double) as p_alive, expected_purchases, expected_spend,
  discounted * expected_spend * share as value,
  least(low * expected_spend * share, high * expected_spend * share) as value_low,
  greatest(low * expected_spend * share, high * expected_spend * share) as value_high,
  coalesce(band, 'inactive') as band, ${modelId} as model_id, ${day} as as_of
from scored order by customer_id`
}
