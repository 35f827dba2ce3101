import { FealtyError, type Day } from '@fealty/core'
import { fitParetoNbd, fitSbg, type Boundary } from '@fealty/stats'
import type { z } from 'zod'
import type { MeasureContext } from '../query/measure-context.ts'
import type { fitInput, fitOutput } from './contract.ts'
import { readRenewals } from './contracts.ts'
import {
  fitDropout,
  fitSpend,
  readHistoryGroups,
  readSpendGroups,
  requireFit,
  type FitSource,
} from './fit-purchases.ts'

type Input = z.output<typeof fitInput>
type Output = z.input<typeof fitOutput>

interface AnyFit {
  model: string
  parameters: Record<string, number>
  standardErrors: Record<string, number>
  logLikelihood: number
  customers: number
  boundaries: readonly Boundary[]
}

/**
 * Fits a model on the facts up to a day, straight from grouped counts: the SQL gives the groups, the
 * kernel the exact maximum of the likelihood.
 * @throws FealtyError `data.none`, `value.unfit`
 */
export async function fitModel(context: MeasureContext, input: Input): Promise<Output> {
  const { engine } = context.services
  const until =
    input.until ?? lastDayOf(context, input.model === 'sbg' ? 'subscriptions' : 'orders')
  const { snapshot, signal } = context
  const source: FitSource = { engine, snapshot, until, unit: input.unit, signal }
  switch (input.model) {
    case 'bg-nbd':
    case 'mbg-nbd':
    case 'pareto-nbd': {
      const groups = await readHistoryGroups(source)
      const fit =
        input.model === 'pareto-nbd' ? fitParetoNbd(groups) : fitDropout(input.model, groups)
      return toOutput(requireFit(fit), groups.w.length, input.unit, until)
    }
    case 'gamma-gamma': {
      const groups = await readSpendGroups(source)
      return toOutput(requireFit(fitSpend(groups)), groups.w.length, input.unit, until)
    }
    case 'sbg': {
      const ages = await readRenewals(source, input.period)
      return toOutput(requireFit(fitSbg(ages)), ages.length, input.period, until)
    }
  }
}

/** The last day of the data; without any facts of the kind there is nothing to fit. */
export function lastDayOf(context: MeasureContext, kind: 'orders' | 'subscriptions'): Day {
  if (!context.imports.some((entry) => entry.kind === kind))
    throw new FealtyError('data.none', { kind })
  return context.asOf
}

function toOutput(fit: AnyFit, groups: number, unit: Output['unit'], until: Day): Output {
  return {
    model: fit.model as Output['model'],
    parameters: fit.parameters,
    standardErrors: finiteOrNull(fit.standardErrors),
    logLikelihood: fit.logLikelihood,
    customers: fit.customers,
    groups,
    unit,
    until,
    notes: fit.boundaries.map(({ words }) => words),
  }
}

/** Infinity (“the data do not tell”) has no JSON; null says the same. */
export function finiteOrNull(errors: Record<string, number>): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(errors).map(([name, error]) => [name, Number.isFinite(error) ? error : null]),
  )
}
