import { requireCount, requireFinite } from '../../domain/require.ts'
import { insufficient, type Insufficient } from '../../estimate/interval-estimate.ts'

/** Outcomes of units over equal periods: some treated from one period on, the donors never. */
export interface TreatedBlock {
  /** One row of period outcomes per untreated unit. */
  donors: readonly Float64Array[]
  /** One row per treated unit, of the same periods. */
  treated: readonly Float64Array[]
  /** How many periods lie before the treatment: the first treated period's index. */
  prePeriods: number
}

/**
 * @returns thin data as a value: fewer than two donors, two periods before or one after
 * @throws RangeError on rows of different lengths, outcomes that are not finite, or no whole number
 * of periods before
 */
export function checkBlock({ donors, treated, prePeriods }: TreatedBlock): Insufficient | null {
  requireCount('prePeriods', prePeriods)
  const periods = (donors[0] ?? treated[0])?.length ?? 0
  for (const [name, rows] of [
    ['donors', donors],
    ['treated', treated],
  ] as const)
    rows.forEach((row, unit) => {
      if (row.length !== periods)
        throw new RangeError(`${name}[${unit}] must have ${periods} periods, got ${row.length}`)
      row.forEach((value, t) => requireFinite(`${name}[${unit}][${t}]`, value))
    })
  if (treated.length < 1) return insufficient(0, 1, 'No unit was treated.')
  if (donors.length < 2)
    return insufficient(donors.length, 2, 'At least two units without treatment are needed.')
  if (prePeriods < 2)
    return insufficient(prePeriods, 2, 'At least two periods before the treatment are needed.')
  if (prePeriods >= periods)
    return insufficient(periods, prePeriods + 1, 'No period after the start of the treatment.')
  return null
}

/** Mean over units in each period. */
export function meanRow(rows: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(rows[0]!.length)
  for (const row of rows) for (let t = 0; t < mean.length; t += 1) mean[t]! += row[t]! / rows.length
  return mean
}

/** Mean of the entries from `start` up to, not with, `end`. */
export function meanBetween(row: Float64Array, start: number, end: number): number {
  let sum = 0
  for (let t = start; t < end; t += 1) sum += row[t]!
  return sum / (end - start)
}
