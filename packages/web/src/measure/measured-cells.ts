import { isSuppressed, type Measured } from '@fealty/core'

/** Heads of the columns that `measuredCells` fills. */
export const measuredHeader = ['value', 'low', 'high', 'level', 'n', 'method'] as const

/** A measured value with all its digits for an export; thin data has its n and an empty value. */
export function measuredCells(measured: Measured): (string | number)[] {
  if (isSuppressed(measured)) return ['', '', '', '', '', 'withheld']
  if (measured.kind === 'insufficient') return ['', '', '', '', measured.n, 'insufficient']
  const { value, exact, low, high, level, n, method } = measured
  return [exact ?? value, low, high, level, n, method]
}
