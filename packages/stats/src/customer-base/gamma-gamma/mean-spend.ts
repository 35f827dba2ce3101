import { requireCount, requirePositive } from '../../domain/require.ts'
import { insufficient, type Insufficient } from '../../estimate/interval-estimate.ts'
import type { GammaGammaParameters } from './fit-gamma-gamma.ts'

/**
 * E[M | x, m]: the mean spend per purchase to expect of a customer who made x purchases of m on
 * average: between the own mean and the population's, the nearer to the own the more purchases.
 *
 * p (v + x m) / (p x + q − 1). Source: Fader and Hardie (2013), note 025, eq. 5.
 *
 * @returns in the unit of m; insufficient where the mean spend is not finite (p x + q ≤ 1)
 * @throws RangeError on x that is not whole or m that is not above 0 (ignored when x is 0)
 */
export function conditionalMeanSpend(
  { p, q, v }: GammaGammaParameters,
  { x, m }: { x: number; m: number },
): number | Insufficient {
  requireCount('x', x)
  if (x > 0) requirePositive('m', m)
  const room = p * x + q - 1
  if (room <= 0) return insufficient(x, x + 1, 'Mean spend is not finite: q is 1 or below.')
  return (p * (v + (x > 0 ? x * m : 0))) / room
}

/** E[M]: the mean spend per purchase of a customer of whom nothing is known: p v / (q − 1). */
export function populationMeanSpend(parameters: GammaGammaParameters): number | Insufficient {
  return conditionalMeanSpend(parameters, { x: 0, m: 0 })
}
