import { requireCount, requirePositive } from '../../domain/require.ts'
import { insufficient, type Insufficient } from '../../estimate/interval-estimate.ts'
import { fitLikelihood } from '../../optimise/fit-likelihood.ts'
import { describeFit, type Boundary, type ModelFit } from '../fit.ts'
import {
  bgBbAlive,
  bgBbObjective,
  bgBbStillOpen,
  type BgBbParameters,
  type OpportunityGroups,
} from './likelihood.ts'

export type BgBbFit = ModelFit<'bg-bb', keyof BgBbParameters>

/** What is known of one customer at discrete opportunities. */
export interface OpportunityHistory {
  x: number
  tx: number
  n: number
}

/**
 * Fits the BG/BB: at each opportunity (a yearly appeal, a weekly match) a customer still here buys
 * with an own chance, and before each opportunity may leave for good with an own chance, both
 * beta-distributed across customers.
 * Source: Fader, Hardie and Shang (2010), Marketing Science 29, 1086-1108.
 *
 * @returns insufficient without customers, or when nobody bought at any opportunity
 * @throws RangeError naming the column, row and value that is wrong
 */
export function fitBgBb(groups: OpportunityGroups): BgBbFit | Insufficient {
  const { customers, purchases } = checkGroups(groups)
  if (customers === 0) return insufficient(0, 1, 'There are no customers.')
  if (purchases === 0)
    return insufficient(
      customers,
      customers + 1,
      'All bought once: nothing tells how often customers come back.',
    )
  const solution = fitLikelihood({
    objective: bgBbObjective(groups),
    starts: [
      [1, 1, 1, 3],
      [0.5, 0.5, 0.5, 2],
      [2, 1, 0.3, 1],
      [1, 3, 2, 20],
    ],
    weight: customers,
  })
  const fit = describeFit(
    'bg-bb',
    ['alpha', 'beta', 'gamma', 'delta'] as const,
    solution,
    customers,
  )
  fit.boundaries = findBoundaries(fit, groups)
  return fit
}

/** E[X(n)]: purchases of a new customer at the next `n` opportunities. */
export function bgBbExpectedPurchases(parameters: BgBbParameters, n: number): number {
  return bgBbConditionalExpectedPurchases(parameters, { x: 0, tx: 0, n: 0 }, n)
}

/** P(alive): the chance that the customer is still here at the opportunity after the last one seen. */
export function bgBbProbabilityAlive(
  parameters: BgBbParameters,
  history: OpportunityHistory,
): number {
  checkParameters(parameters)
  checkHistory(history, '')
  return bgBbAlive(parameters, history)
}

/**
 * E[X(n, n + ahead) | x, t_x, n]: purchases of a known customer at the next `ahead` opportunities,
 * each worth less by the discount the later it comes.
 *
 * @param options.discountRate per opportunity, as a fraction; 0 unless told
 */
export function bgBbConditionalExpectedPurchases(
  parameters: BgBbParameters,
  history: OpportunityHistory,
  ahead: number,
  { discountRate = 0 }: { discountRate?: number } = {},
): number {
  checkParameters(parameters)
  checkHistory(history, '')
  requireCount('ahead', ahead)
  if (!(discountRate > -1 && discountRate < Infinity))
    throw new RangeError(`discountRate must be above -1, got ${discountRate}`)
  const { alpha, beta, gamma, delta } = parameters
  const { x, n } = history
  const buying = (alpha + x) / (alpha + beta + n)
  let here = bgBbStillOpen(parameters, history)
  let sum = 0
  let worth = 1
  for (let k = 0; k < ahead; k += 1) {
    here *= (delta + n + k) / (gamma + delta + n + k)
    worth /= 1 + discountRate
    sum += here * worth
  }
  return buying * sum
}

function checkParameters(parameters: BgBbParameters): void {
  for (const [name, value] of Object.entries(parameters)) requirePositive(name, value)
}

function checkHistory({ x, tx, n }: OpportunityHistory, at: string): void {
  requireCount(`n${at}`, n)
  requireCount(`x${at}`, x)
  requireCount(`tx${at}`, tx)
  if (tx > n) throw new RangeError(`tx${at} must lie between 0 and n = ${n}, got ${tx}`)
  if (x > tx) throw new RangeError(`x${at} must not exceed tx = ${tx}, got ${x}`)
  if (x === 0 && tx !== 0) throw new RangeError(`tx${at} must be 0 where x is 0, got ${tx}`)
}

function checkGroups({ x, tx, n, w }: OpportunityGroups): { customers: number; purchases: number } {
  for (const [name, column] of [
    ['tx', tx],
    ['n', n],
    ['w', w],
  ] as const)
    if (column.length !== x.length)
      throw new RangeError(`${name} must have ${x.length} rows like x, got ${column.length}`)
  let customers = 0
  let purchases = 0
  for (let i = 0; i < x.length; i += 1) {
    checkHistory({ x: x[i]!, tx: tx[i]!, n: n[i]! }, `[${i}]`)
    if (!(w[i]! >= 0 && w[i]! < Infinity))
      throw new RangeError(`w[${i}] must be a finite number, 0 or above, got ${w[i]!}`)
    customers += w[i]!
    purchases += w[i]! * x[i]!
  }
  return { customers, purchases }
}

function findBoundaries(fit: BgBbFit, { x, tx, n, w }: OpportunityGroups): Boundary[] {
  const { alpha, beta, gamma, delta } = fit.parameters
  const found: Boundary[] = []
  let left = 0
  for (let i = 0; i < x.length; i += 1)
    left += w[i]! * (1 - bgBbStillOpen(fit.parameters, { x: x[i]!, tx: tx[i]!, n: n[i]! }))
  if (left < 1e-3 * fit.customers)
    found.push({
      code: 'no-dropout-visible',
      words: 'No dropout visible: the data fit customers who never leave.',
    })
  else if (gamma + delta > 1e4)
    found.push({
      code: 'same-dropout-for-all',
      words: 'All customers share one chance to leave before an opportunity.',
    })
  if (alpha + beta > 1e4)
    found.push({
      code: 'same-rate-for-all',
      words: 'All customers buy with one and the same chance.',
    })
  const unknown = fit.order.filter((name) => fit.standardErrors[name] === Infinity)
  if (unknown.length > 0 && found.length === 0)
    found.push({
      code: 'parameter-not-identified',
      words: `The data do not tell ${unknown.join(' and ')}.`,
    })
  return found
}
