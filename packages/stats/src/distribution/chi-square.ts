import gammainc from '@stdlib/math-base-special-gammainc'
import { requireNonNegative, requirePositive } from '../domain/require.ts'

/** P(χ² > statistic), exact in the far tail. */
export function chiSquareUpperTail(statistic: number, degreesOfFreedom: number): number {
  requireNonNegative('statistic', statistic)
  requirePositive('degreesOfFreedom', degreesOfFreedom)
  if (statistic === 0) return 1
  return gammainc(statistic / 2, degreesOfFreedom / 2, true, true)
}
