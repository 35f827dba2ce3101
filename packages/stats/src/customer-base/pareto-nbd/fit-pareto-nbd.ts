import type { Insufficient } from '../../estimate/interval-estimate.ts'
import { fitLikelihood } from '../../optimise/fit-likelihood.ts'
import {
  checkCustomerGroups,
  mergeEqualHistories,
  rehearsalSize,
  sampleSystematically,
  type CustomerGroups,
} from '../customer-groups.ts'
import { refuseThin } from '../dropout-nbd/fit-dropout-nbd.ts'
import { describeFit, type Boundary, type ModelFit } from '../fit.ts'
import { DropoutIntegral, type ParetoNbdParameters } from './dropout-integral.ts'
import { paretoNbdObjective } from './likelihood.ts'

export type ParetoNbdFit = ModelFit<'pareto-nbd', keyof ParetoNbdParameters>

/**
 * Fits the Pareto/NBD: Poisson buying at gamma-distributed rates (r, alpha), and leaving at any
 * moment, also between purchases, at gamma-distributed rates (s, beta).
 *
 * Source: Schmittlein, Morrison and Colombo (1987), Management Science 33, 1-24.
 *
 * @returns insufficient without customers, or when nobody bought again; a fit at the edge of the
 * model is told in `boundaries`, never thrown
 * @throws RangeError naming the column, row and value that is wrong
 */
export function fitParetoNbd(customers: CustomerGroups): ParetoNbdFit | Insufficient {
  const totals = checkCustomerGroups(customers)
  const thin = refuseThin(totals)
  if (thin) return thin
  const groups = mergeEqualHistories(customers)
  const isLarge = groups.x.length > 2 * rehearsalSize
  const rate = totals.purchases / totals.time
  const age = totals.time / totals.customers
  const solution = fitLikelihood({
    objective: paretoNbdObjective(groups),
    ...(isLarge && { rehearsal: paretoNbdObjective(sampleSystematically(groups, rehearsalSize)) }),
    starts: [
      [0.5, 0.5 / rate, 0.5, age / 2],
      [1, 1 / rate, 1, age],
      [0.3, 0.2 / rate, 0.3, age / 5],
      [2, 2 / rate, 0.2, 2 * age],
    ],
    weight: totals.customers,
  })
  const fit = describeFit(
    'pareto-nbd',
    ['r', 'alpha', 's', 'beta'] as const,
    solution,
    totals.customers,
  )
  fit.boundaries = findBoundaries(fit, groups)
  return fit
}

function findBoundaries(fit: ParetoNbdFit, { x, tx, T, w }: CustomerGroups): Boundary[] {
  const { r, s } = fit.parameters
  const found: Boundary[] = []
  const say = (code: Boundary['code'], words: string) => found.push({ code, words })
  const integral = new DropoutIntegral()
  let left = 0
  for (let i = 0; i < x.length; i += 1) {
    integral.evaluate(fit.parameters, x[i]!, tx[i]!, T[i]!)
    left += w[i]! / (1 + Math.exp(-integral.logOdds))
  }
  if (left < 1e-3 * fit.customers)
    say('no-dropout-visible', 'No dropout visible: the data fit customers who never leave.')
  else if (s > 1e4) say('same-dropout-for-all', 'All customers share one rate of leaving.')
  if (r > 1e4) say('same-rate-for-all', 'All customers buy at one and the same rate.')
  if (r < 1e-4) say('rate-extreme', 'Hardly anybody buys again: the buying rates are extreme.')
  const unknown = fit.order.filter((name) => fit.standardErrors[name] === Infinity)
  if (unknown.length > 0 && found.length === 0)
    say('parameter-not-identified', `The data do not tell ${unknown.join(' and ')}.`)
  return found
}
