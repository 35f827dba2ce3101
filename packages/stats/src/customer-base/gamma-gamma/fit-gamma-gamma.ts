import { insufficient, type Insufficient } from '../../estimate/interval-estimate.ts'
import { fitLikelihood } from '../../optimise/fit-likelihood.ts'
import { pickRows, rehearsalSize, sampleRows } from '../customer-groups.ts'
import { describeFit, type Boundary, type ModelFit } from '../fit.ts'
import { gammaGammaObjective } from './likelihood.ts'
import type { SpendGroups } from './spend-groups.ts'

/** p: gamma shape of one purchase; q, v: gamma shape and rate of its scale across customers. */
export type GammaGammaParameters = Record<'p' | 'q' | 'v', number>

export type GammaGammaFit = ModelFit<'gamma-gamma', keyof GammaGammaParameters>

const order = ['p', 'q', 'v'] as const

/**
 * Fits the Gamma-Gamma model of spend per purchase: a customer's purchases vary around an own mean,
 * and these means vary across customers. Take it only where spend does not hang on frequency.
 *
 * Source: Fader and Hardie (2013), note 025; Fader, Hardie and Lee (2005), JMR 42.
 *
 * @returns insufficient with fewer than two customers who spent something
 * @throws RangeError naming the column, row and value that is wrong; spend of zero or less is wrong
 * here: model margin apart from spend
 */
export function fitGammaGamma(groups: SpendGroups): GammaGammaFit | Insufficient {
  const spenders = keepSpenders(groups)
  let customers = 0
  let purchases = 0
  let weighted = 0
  for (let i = 0; i < spenders.x.length; i += 1) {
    customers += spenders.w[i]!
    purchases += spenders.w[i]! * spenders.x[i]!
    weighted += spenders.w[i]! * spenders.x[i]! * spenders.m[i]!
  }
  if (customers < 2 || spenders.x.length < 2)
    return insufficient(customers, 2, 'Spend needs at least two customers who differ.')
  const average = weighted / purchases
  const isLarge = spenders.x.length > 2 * rehearsalSize
  const solution = fitLikelihood({
    objective: gammaGammaObjective(spenders),
    ...(isLarge && { rehearsal: gammaGammaObjective(sampleSpenders(spenders)) }),
    // With p v / (q − 1) at the average spend, from tame to heavy-tailed.
    starts: [
      [2, 3, average],
      [6, 4, average / 2],
      [1, 1.5, average / 2],
      [10, 10, average],
    ],
    weight: customers,
  })
  const fit = describeFit('gamma-gamma', order, solution, customers)
  fit.boundaries = findBoundaries(fit)
  return fit
}

function keepSpenders({ x, m, w }: SpendGroups): SpendGroups {
  for (const [name, column] of [
    ['m', m],
    ['w', w],
  ] as const)
    if (column.length !== x.length)
      throw new RangeError(`${name} must have ${x.length} rows like x, got ${column.length}`)
  const rows: number[] = []
  for (let i = 0; i < x.length; i += 1) {
    if (!(x[i]! >= 0 && Number.isSafeInteger(x[i]!)))
      throw new RangeError(`x[${i}] must be a whole number, 0 or above, got ${x[i]!}`)
    if (!(w[i]! >= 0 && w[i]! < Infinity))
      throw new RangeError(`w[${i}] must be a finite number, 0 or above, got ${w[i]!}`)
    if (x[i] === 0 || w[i] === 0) continue
    if (!(m[i]! > 0 && m[i]! < Infinity))
      throw new RangeError(`m[${i}] must be a finite number above 0, got ${m[i]!}`)
    rows.push(i)
  }
  if (rows.length === x.length) return { x, m, w }
  const pick = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]!)
  return { x: pick(x), m: pick(m), w: pick(w) }
}

function sampleSpenders({ x, m, w }: SpendGroups): SpendGroups {
  const { rows, weights } = sampleRows(w, rehearsalSize)
  return { x: pickRows(x, rows), m: pickRows(m, rows), w: weights }
}

function findBoundaries(fit: GammaGammaFit): Boundary[] {
  const { p, q } = fit.parameters
  const found: Boundary[] = []
  if (q <= 1)
    found.push({
      code: 'mean-spend-not-finite',
      words: 'Mean spend is not finite: a few customers spend so much that no average holds.',
    })
  if (q > 1e4 || p > 1e4)
    found.push({
      code: 'same-spend-for-all',
      words:
        q > 1e4
          ? 'All customers share one mean spend.'
          : 'Each customer spends the same at every purchase.',
    })
  const unknown = fit.order.filter((name) => fit.standardErrors[name] === Infinity)
  if (unknown.length > 0 && found.length === 0)
    found.push({
      code: 'parameter-not-identified',
      words: `The data do not tell ${unknown.join(' and ')}.`,
    })
  return found
}
