import { FealtyError, type Day } from '@fealty/core'
import { sql } from '@fealty/engine'
import { fitSbg, type Boundary, type GammaGammaFit, type SpendGroups } from '@fealty/stats'
import type { z } from 'zod'
import type { MeasureContext } from '../query/measure-context.ts'
import type { scoreInput } from './contract.ts'
import { readRenewals, runningContractsSql } from './contracts.ts'
import { finiteOrNull, lastDayOf } from './fit-model.ts'
import {
  fitDropout,
  fitSpend,
  readHistoryGroups,
  readSpendGroups,
  requireFit,
  type DropoutModelName,
  type FitSource,
} from './fit-purchases.ts'
import type { Outlook } from './future-purchases.ts'
import { daysPerUnit, unitsPerYear } from './histories.ts'
import { contractHoldout, purchaseHoldout } from './holdout.ts'
import { purchaseError, retentionError, spendError } from './model-error.ts'
import { chooseBasis } from './read-whale.ts'
import type { SpendModel } from './score-groups.ts'
import type { ScoreParameters } from './score-parameters.ts'
import { horizonMonths, monthlyRate } from './score-table.ts'

type Input = z.output<typeof scoreInput>

/** A model that was fitted to score with, and what it was fitted on. */
export interface FittedScore {
  until: Day
  parameters: ScoreParameters
}

/**
 * Fits what is needed to score every customer: contracts (sBG) where there are subscriptions, else
 * purchases (BG/NBD or MBG/NBD with Gamma-Gamma), with the error on the held-out last quarter.
 * @throws FealtyError `data.none`, `value.unfit`
 */
export async function fitScore(context: MeasureContext, input: Input): Promise<FittedScore> {
  const hasContracts = context.imports.some(({ kind }) => kind === 'subscriptions')
  const model = input.model === 'auto' ? (hasContracts ? 'sbg' : 'bg-nbd') : input.model
  const until = input.until ?? lastDayOf(context, model === 'sbg' ? 'subscriptions' : 'orders')
  const parameters =
    model === 'sbg'
      ? await fitContractScore(context, input, until)
      : await fitPurchaseScore(context, input, until, model)
  return { until, parameters }
}

async function fitPurchaseScore(
  context: MeasureContext,
  input: Input,
  until: Day,
  model: DropoutModelName,
): Promise<ScoreParameters> {
  const { engine } = context.services
  const { unit, horizonDays, rate } = input
  const { snapshot, signal } = context
  const source: FitSource = { engine, snapshot, until, unit, signal }
  const groups = await readHistoryGroups(source)
  const fit = requireFit(fitDropout(model, groups))
  const spendGroups = await readSpendGroups(source)
  const spend = chooseSpend(fitSpend(spendGroups), spendGroups)
  const outlook: Outlook = {
    horizon: horizonDays / daysPerUnit[unit],
    yearlyRate: rate,
    unitsPerYear: unitsPerYear(unit),
  }
  const spendPart = spend.fit === null ? 0 : spendError(spend.fit, spendGroups)
  const first = context.bounds.first.orders
  return {
    version: 1,
    family: 'purchases',
    model,
    unit,
    horizonDays,
    rate,
    purchases: fit.parameters,
    spend: spend.model,
    basis: await chooseBasis(context, until),
    notes: [...fit.boundaries.map(({ words }) => words), ...spend.notes],
    holdoutError: first === undefined ? null : await purchaseHoldout(source, model, first),
    relativeModelError: Math.hypot(purchaseError(fit, groups, outlook), spendPart),
    shown: [...shownParameters(fit), ...(spend.fit === null ? [] : shownParameters(spend.fit))],
  }
}

async function fitContractScore(
  context: MeasureContext,
  input: Input,
  until: Day,
): Promise<ScoreParameters> {
  const { engine } = context.services
  const { horizonDays, rate } = input
  const { snapshot, signal } = context
  const source = { engine, snapshot, until, signal }
  const fit = requireFit(fitSbg(await readRenewals(source, 'month')))
  const rows = await engine.query(
    snapshot,
    sql`select renewals, count(*) as contracts from (${runningContractsSql(engine.dialect, until, 'month')}) as running group by renewals order by renewals`,
    { signal },
  )
  const byAge: number[] = []
  for (const row of rows) byAge[Number(row.renewals)] = Number(row.contracts)
  const contractsByAge = Array.from(byAge, (count) => (count as number | undefined) ?? 0)
  const months = horizonMonths(horizonDays)
  const first = context.bounds.first.subscriptions
  return {
    version: 1,
    family: 'contracts',
    model: 'sbg',
    unit: 'month',
    horizonDays,
    rate,
    retention: fit.parameters,
    basis: await chooseBasis(context, until),
    notes: fit.boundaries.map(({ words }) => words),
    holdoutError: first === undefined ? null : await contractHoldout(source, first),
    relativeModelError: retentionError(fit, contractsByAge, months, monthlyRate(rate)),
    shown: shownParameters(fit),
  }
}

interface ChosenSpend {
  model: SpendModel
  fit: GammaGammaFit | null
  notes: string[]
}

/** So tight that every customer is taken at one mean spend. */
const oneMeanForAll = 1e6

/**
 * The Gamma-Gamma, or where it has no finite mean or cannot be fitted, one mean spend for all: the
 * same model with its customers all alike.
 */
function chooseSpend(fit: ReturnType<typeof fitSpend>, groups: SpendGroups): ChosenSpend {
  if (fit.kind === 'fit' && fit.parameters.q > 1) {
    return { model: fit.parameters, fit, notes: fit.boundaries.map(({ words }) => words) }
  }
  let purchases = 0
  let spent = 0
  groups.x.forEach((x, row) => {
    purchases += groups.w[row]! * x
    spent += groups.w[row]! * x * groups.m[row]!
  })
  if (!(spent > 0)) throw new FealtyError('value.unfit', { problem: 'nobody has bought again' })
  const mean = spent / purchases
  const why = fit.kind === 'fit' ? fit.boundaries[0]?.words : fit.why
  return {
    model: { p: 1, q: oneMeanForAll, v: mean * (oneMeanForAll - 1) },
    fit: null,
    notes: [`${why ?? ''} All customers are taken at one mean spend per purchase.`.trim()],
  }
}

function shownParameters(fit: {
  parameters: Record<string, number>
  standardErrors: Record<string, number>
  boundaries: readonly Boundary[]
}): ScoreParameters['shown'] {
  const errors = finiteOrNull(fit.standardErrors)
  return Object.entries(fit.parameters).map(([name, value]) => ({
    name,
    value,
    se: errors[name] ?? null,
  }))
}
