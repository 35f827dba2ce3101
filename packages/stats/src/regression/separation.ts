import type { PreparedOutcomes } from './outcome-groups.ts'

/** The drivers tell the outcomes apart without error, so a coefficient would be infinite. */
export interface Separation {
  kind: 'separated'
  /** The driver that separates, or those that do together. */
  drivers: string[]
  /** True where every person is told apart; false where only some values of the drivers decide. */
  isComplete: boolean
  /** One sentence a person understands. */
  words: string
  n: number
}

/**
 * Says who separates. A single driver is looked for first: the values of one category then end where
 * those of the next begin. Otherwise the drivers along the endless direction are named.
 * Source: Albert and Anderson (1984), Biometrika 71, 1-10 (complete and quasi-complete separation).
 *
 * @param endless direction of the coefficients in which the likelihood rises for ever
 */
export function describeSeparation(
  outcomes: PreparedOutcomes,
  endless: Float64Array,
  logLikelihood: number,
): Separation {
  const { names, n } = outcomes
  const alone = names.map((_, k) => separatesAlone(outcomes, k))
  const single = Math.max(alone.indexOf('complete'), -1)
  const partly = single >= 0 ? single : alone.indexOf('quasi')
  const longest = endless.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const drivers =
    partly >= 0 ? [names[partly]!] : names.filter((_, k) => Math.abs(endless[k]!) > 1e-3 * longest)
  const isComplete = single >= 0 || -logLikelihood < 1e-4 * n
  return { kind: 'separated', drivers, isComplete, words: putInWords(drivers, isComplete), n }
}

function putInWords(drivers: readonly string[], isComplete: boolean): string {
  const quoted = drivers.map((name) => `“${name}”`)
  const who =
    quoted.length === 1
      ? `The driver ${quoted[0]!} separates`
      : `The drivers ${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)!} together separate`
  return isComplete
    ? `${who} the outcomes perfectly: no finite coefficient can be given.`
    : `${who} part of the outcomes perfectly, since some values always go with one outcome: no finite coefficient can be given.`
}

/** Whether the categories follow each other along one driver, upwards or downwards. */
function separatesAlone(
  { values, counts, names }: PreparedOutcomes,
  driver: number,
): 'complete' | 'quasi' | null {
  const width = names.length
  const ranges = counts.map((column) => {
    let [low, high] = [Infinity, -Infinity]
    for (let row = 0; row < column.length; row += 1) {
      if (column[row] === 0) continue
      low = Math.min(low, values[row * width + driver]!)
      high = Math.max(high, values[row * width + driver]!)
    }
    return { low, high }
  })
  const follow = (isAfter: (a: number, b: number) => boolean) => {
    const up = ranges.every(({ low }, i) => i === 0 || isAfter(low, ranges[i - 1]!.high))
    const down = ranges.every(({ high }, i) => i === 0 || isAfter(ranges[i - 1]!.low, high))
    return up || down
  }
  if (follow((a, b) => a > b)) return 'complete'
  return follow((a, b) => a >= b) ? 'quasi' : null
}
