import { addDays, type Period } from '@fealty/core'
import type { z } from 'zod'
import { keptRows } from '../query/keep-rows.ts'
import type { MeasureContext } from '../query/measure-context.ts'
import type { scorecardOutput } from '../scorecard/contract.ts'
import { bandWindowStart } from './bands.ts'
import { wholeCompany, type CustomerScope } from './customer-scope.ts'
import { costsKnownSql } from './profit-sql.ts'
import { shareOfTop, whaleCurve, whaleStepsSql, type WhaleBasis, type WhaleCurve } from './whale.ts'

type ScorecardWhale = z.input<typeof scorecardOutput>['whale']

/** Profit where any cost is known, else revenue. */
export async function chooseBasis(context: MeasureContext, until: string): Promise<WhaleBasis> {
  const { dialect } = context.services.engine
  const [row] = await keptRows(context, costsKnownSql(dialect, until))
  return row?.known === 1 ? 'profit' : 'revenue'
}

/** The whale curve of the customers of a scope over a stretch of days. */
export async function readWhaleCurve(
  context: MeasureContext,
  days: { until: string; from?: string | undefined },
  basis: WhaleBasis,
  scope: CustomerScope,
): Promise<WhaleCurve> {
  const { dialect } = context.services.engine
  return whaleCurve(await keptRows(context, whaleStepsSql(dialect, { ...days, basis, ...scope })))
}

/**
 * The whale curve of the twelve months up to the close of a period, in a hundred steps; null without
 * customers or when the total is not above zero.
 */
export async function readWhale(context: MeasureContext, period: Period): Promise<ScorecardWhale> {
  const last = addDays(period.end, -1)
  const until = last < context.asOf ? last : context.asOf
  const basis = await chooseBasis(context, until)
  const days = { until, from: bandWindowStart(until) }
  const curve = await readWhaleCurve(context, days, basis, wholeCompany(context))
  const topTwentyShare = shareOfTop(curve, 20)
  if (topTwentyShare === null) return null
  return {
    basis,
    customers: curve.customers,
    topTwentyShare,
    belowZeroShare: curve.negative / curve.customers,
    points: curve.share.map(({ top, value }) => ({ customersShare: top, profitShare: value })),
  }
}
