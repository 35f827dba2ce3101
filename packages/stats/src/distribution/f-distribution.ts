import betainc from '@stdlib/math-base-special-betainc'
import { requireNonNegative, requirePositive } from '../domain/require.ts'

/** P(F > statistic) with the given degrees of freedom, exact in the far tail; 0 at Infinity. */
export function fUpperTail(statistic: number, above: number, below: number): number {
  requirePositive('above', above)
  requirePositive('below', below)
  if (statistic === Infinity) return 0
  requireNonNegative('statistic', statistic)
  return betainc(below / (below + above * statistic), below / 2, above / 2)
}
