import { FealtyError, type Day } from '@fealty/core'
import type { Engine, Snapshot } from '@fealty/engine'
import {
  fitBgNbd,
  fitGammaGamma,
  fitMbgNbd,
  type BgNbdFit,
  type CustomerGroups,
  type GammaGammaFit,
  type Insufficient,
  type MbgNbdFit,
  type SpendGroups,
} from '@fealty/stats'
import { daysPerUnit, historyGroupsSql, spendGroupsSql, type ValueUnit } from './histories.ts'

/** What a model is fitted on. */
export interface FitSource {
  engine: Engine
  snapshot: Snapshot
  until: Day
  unit: ValueUnit
  signal: AbortSignal
}

const fitters = { 'bg-nbd': fitBgNbd, 'mbg-nbd': fitMbgNbd } as const

export type DropoutModelName = keyof typeof fitters
export type DropoutFit = BgNbdFit | MbgNbdFit

/** Customers by purchase history in the unit of the model; weeks are days divided by seven. */
export async function readHistoryGroups(source: FitSource): Promise<CustomerGroups> {
  const { engine, snapshot, until, unit, signal } = source
  const columns = await engine.queryNumbers(snapshot, historyGroupsSql(engine.dialect, until), {
    signal,
  })
  const { x, tx, age, w } = columns as Record<'x' | 'tx' | 'age' | 'w', Float64Array>
  const days = daysPerUnit[unit]
  // Of millions of groups no second copy is made where there is nothing to divide by.
  const inUnits = (times: Float64Array) => (days === 1 ? times : times.map((time) => time / days))
  return { x, tx: inUnits(tx), T: inUnits(age), w }
}

/** Customers by number of repeat purchases and mean spend of these. */
export async function readSpendGroups(source: Omit<FitSource, 'unit'>): Promise<SpendGroups> {
  const { engine, snapshot, until, signal } = source
  const columns = await engine.queryNumbers(snapshot, spendGroupsSql(engine.dialect, until), {
    signal,
  })
  const { x, spend, w } = columns as Record<'x' | 'spend' | 'w', Float64Array>
  return { x, m: spend.map((sum, row) => sum / x[row]!), w }
}

/** Fits a model of when customers buy and when they leave. */
export function fitDropout(
  model: DropoutModelName,
  groups: CustomerGroups,
): DropoutFit | Insufficient {
  return fitters[model](groups)
}

export function fitSpend(groups: SpendGroups): GammaGammaFit | Insufficient {
  return fitGammaGamma(groups)
}

/** The fit, or the error that says in words why there is none. */
export function requireFit<Fit extends { kind: 'fit' }>(fit: Fit | Insufficient): Fit {
  if (fit.kind === 'insufficient')
    throw new FealtyError('value.unfit', { problem: inWords(fit.why) })
  return fit
}

/** A sentence as the end of another one. */
function inWords(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '')
}
