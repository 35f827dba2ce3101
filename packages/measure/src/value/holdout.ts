import { addDays, daysBetween, type Day } from '@fealty/core'
import { sql } from '@fealty/engine'
import { fitSbg, probabilityAlive, retentionSurvival, type PurchaseModel } from '@fealty/stats'
import { readRenewals, runningContractsSql } from './contracts.ts'
import {
  fitDropout,
  readHistoryGroups,
  type DropoutModelName,
  type FitSource,
} from './fit-purchases.ts'
import { futureByAge } from './future-purchases.ts'
import { daysPerUnit, isPurchase, unitsPerYear } from './histories.ts'

/** Too little time to hold any of it out. */
const minimumDays = 28

/** The day on which the last quarter of the time begins to be held out; null when there is too little. */
function splitDay(first: Day, until: Day): Day | null {
  const held = Math.round(daysBetween(first, until) / 4)
  return held < minimumDays ? null : addDays(until, -held)
}

/**
 * Expected against actual purchases of the last quarter of the time, by customers known before it,
 * of a fit that saw nothing of that quarter. 0.1: 10 % too many were expected.
 */
export async function purchaseHoldout(
  source: FitSource,
  model: DropoutModelName,
  first: Day,
): Promise<number | null> {
  const split = splitDay(first, source.until)
  if (split === null) return null
  const { engine, snapshot, until, unit, signal } = source
  const groups = await readHistoryGroups({ ...source, until: split })
  const fit = fitDropout(model, groups)
  if (fit.kind === 'insufficient') return null
  const { dialect } = engine
  const [row] = await engine.query(
    snapshot,
    sql`select count(*) as actual from purchases p
      join (select customer_id, min(day) as first_day from purchases where ${isPurchase} group by customer_id) k
        on k.customer_id = p.customer_id
      where p.is_purchase and p.day > ${dialect.day(split)} and p.day <= ${dialect.day(until)}
        and k.first_day <= ${dialect.day(split)}`,
    { signal },
  )
  const actual = Number(row?.actual ?? 0)
  const purchases: PurchaseModel = { model, parameters: fit.parameters }
  const horizon = daysBetween(split, until) / daysPerUnit[unit]
  const outlook = { horizon, yearlyRate: 0, unitsPerYear: unitsPerYear(unit) }
  const futureOf = futureByAge(purchases, groups, outlook)
  let expected = 0
  groups.w.forEach((weight, at) => {
    const history = { x: groups.x[at]!, tx: groups.tx[at]!, T: groups.T[at]! }
    expected += weight * probabilityAlive(purchases, history) * futureOf(history.x, history.T).mean
  })
  return actual === 0 ? null : expected / actual - 1
}

/** Expected against actual contracts kept over the last quarter of the time; 0.1: 10 % too many. */
export async function contractHoldout(
  source: Omit<FitSource, 'unit'>,
  first: Day,
): Promise<number | null> {
  const split = splitDay(first, source.until)
  if (split === null) return null
  const { engine, snapshot, until, signal } = source
  const fit = fitSbg(await readRenewals({ ...source, until: split }, 'month'))
  if (fit.kind === 'insufficient') return null
  const { dialect } = engine
  const rows = await engine.query(
    snapshot,
    sql`select r.renewals, count(*) as contracts, sum(case when s.end_day > ${dialect.day(until)} then 1 else 0 end) as kept
      from (${runningContractsSql(dialect, split, 'month')}) as r
      join spells s on s.basis = 'subscription' and s.customer_id = r.customer_id and s.start_day = r.start_day
      group by r.renewals order by r.renewals`,
    { signal },
  )
  const months = (daysBetween(split, until) * 12) / 365.25
  let expected = 0
  let actual = 0
  for (const row of rows) {
    const age = Number(row.renewals)
    const stay =
      retentionSurvival(fit.parameters, age + months) / retentionSurvival(fit.parameters, age)
    expected += Number(row.contracts) * stay
    actual += Number(row.kept)
  }
  return actual === 0 ? null : expected / actual - 1
}
