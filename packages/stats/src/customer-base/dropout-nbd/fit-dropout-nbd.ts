import { insufficient, type Insufficient } from '../../estimate/interval-estimate.ts'
import { fitLikelihood } from '../../optimise/fit-likelihood.ts'
import {
  checkCustomerGroups,
  mergeEqualHistories,
  rehearsalSize,
  sampleSystematically,
  type CustomerGroups,
  type CustomerTotals,
} from '../customer-groups.ts'
import { describeFit, type Boundary, type ModelFit } from '../fit.ts'
import { dropoutNbdObjective, type DropoutOpportunity } from './likelihood.ts'
import { logOddsLeft, type DropoutNbdParameters } from './posterior.ts'

export type BgNbdFit = ModelFit<'bg-nbd', keyof DropoutNbdParameters>
export type MbgNbdFit = ModelFit<'mbg-nbd', keyof DropoutNbdParameters>

const order = ['r', 'alpha', 'a', 'b'] as const

/**
 * Fits the BG/NBD: Poisson buying at gamma-distributed rates (shape r, rate alpha per unit of time),
 * and after each repeat purchase a chance to leave for good, beta-distributed (a, b).
 *
 * Maximum likelihood on groups, with an analytic gradient in log-parameters and several starts. A
 * fit at the edge of the model is told in `boundaries`, never thrown.
 * Source: Fader, Hardie and Lee (2005), Marketing Science 24, 275-284.
 *
 * @returns insufficient without customers, or when nobody bought again
 * @throws RangeError naming the column, row and value that is wrong
 */
export function fitBgNbd(groups: CustomerGroups): BgNbdFit | Insufficient {
  return fitDropoutNbd('bg-nbd', groups, 'after-repeat')
}

/**
 * Fits the MBG/NBD: the BG/NBD in which a customer may also leave right after the first purchase, so
 * one-time buyers are not alive for certain.
 * Source: Batislam, Denizel and Filiztekin (2007), IJRM 24, 201-209.
 *
 * @returns as `fitBgNbd`
 * @throws RangeError as `fitBgNbd`
 */
export function fitMbgNbd(groups: CustomerGroups): MbgNbdFit | Insufficient {
  return fitDropoutNbd('mbg-nbd', groups, 'after-every')
}

function fitDropoutNbd<Model extends 'bg-nbd' | 'mbg-nbd'>(
  model: Model,
  customers: CustomerGroups,
  opportunity: DropoutOpportunity,
): ModelFit<Model, keyof DropoutNbdParameters> | Insufficient {
  const totals = checkCustomerGroups(customers)
  const thin = refuseThin(totals)
  if (thin) return thin
  const groups = mergeEqualHistories(customers)
  const isLarge = groups.x.length > 2 * rehearsalSize
  const solution = fitLikelihood({
    objective: dropoutNbdObjective(groups, opportunity),
    ...(isLarge && {
      rehearsal: dropoutNbdObjective(sampleSystematically(groups, rehearsalSize), opportunity),
    }),
    starts: startingPoints(totals),
    weight: totals.customers,
  })
  const fit = describeFit(model, order, solution, totals.customers)
  fit.boundaries = findBoundaries(fit, groups, opportunity)
  return fit
}

/** What every purchase model needs: somebody who bought again, and time to have done so. */
export function refuseThin(totals: CustomerTotals): Insufficient | null {
  if (totals.customers === 0) return insufficient(0, 1, 'There are no customers.')
  if (totals.repeaters === 0)
    return insufficient(
      totals.customers,
      totals.customers + 1,
      'All bought once: nothing tells how often customers come back.',
    )
  return null
}

function startingPoints({ purchases, time }: CustomerTotals): number[][] {
  const rate = purchases / time
  const from = (r: number, a: number, b: number) => [r, r / rate, a, b]
  return [from(0.5, 0.5, 2), from(1, 1, 1), from(0.3, 0.1, 5), from(3, 2, 20)]
}

function findBoundaries(
  fit: ModelFit<string, keyof DropoutNbdParameters>,
  groups: CustomerGroups,
  opportunity: DropoutOpportunity,
): Boundary[] {
  const { r, a, b } = fit.parameters
  const found: Boundary[] = []
  const say = (code: Boundary['code'], words: string) => found.push({ code, words })
  if (shareLeft(fit, groups, opportunity) < 1e-3)
    say('no-dropout-visible', 'No dropout visible: the data fit customers who never leave.')
  else if (a + b > 1e4)
    say('same-dropout-for-all', 'All customers share one chance to leave after a purchase.')
  else if (a + b < 1e-3)
    say('dropout-all-or-nothing', 'Customers leave at the first chance or never.')
  if (r > 1e4) say('same-rate-for-all', 'All customers buy at one and the same rate.')
  if (r < 1e-4) say('rate-extreme', 'Hardly anybody buys again: the buying rates are extreme.')
  const unknown = fit.order.filter((name) => fit.standardErrors[name] === Infinity)
  if (unknown.length > 0 && found.length === 0)
    say('parameter-not-identified', `The data do not tell ${unknown.join(' and ')}.`)
  return found
}

function shareLeft(
  fit: ModelFit<string, keyof DropoutNbdParameters>,
  { x, tx, T, w }: CustomerGroups,
  opportunity: DropoutOpportunity,
): number {
  let left = 0
  for (let i = 0; i < x.length; i += 1) {
    const history = { x: x[i]!, tx: tx[i]!, T: T[i]! }
    left += w[i]! / (1 + Math.exp(-logOddsLeft(fit.parameters, history, opportunity)))
  }
  return left / fit.customers
}
