/** A driver that cannot be judged, and why; the others are judged all the same. */
export interface ExcludedDriver {
  name: string
  code: 'constant' | 'collinear' | 'too-few-pairs'
  /** One sentence a person understands. */
  words: string
}

/** A standard deviation below this is none: its square would leave the range of a number. */
export const leastSpread = 1e-120

/** 1 − R² of a driver on those before it, below which it says nothing of its own. */
const smallestOwnPart = 1e-9

/** How far rounding may take a matrix below positive semidefinite. */
const roundingAllowance = 1e-7

/**
 * Walks the drivers in order and keeps those that vary and are not a linear combination of the ones
 * kept before, as R's `lm` does; each driver left out is named with the ones that it repeats.
 *
 * @param spread standard deviation of each driver, 0 where it does not vary
 * @param correlation of the drivers, row-major; entries of drivers without spread are not read
 * @returns positions of the kept drivers, and the others in words
 * @throws RangeError where the matrix is not positive semidefinite
 */
export function findUsableDrivers(
  names: readonly string[],
  spread: ArrayLike<number>,
  correlation: Float64Array,
): { kept: number[]; excluded: ExcludedDriver[] } {
  const count = names.length
  const kept: number[] = []
  const excluded: ExcludedDriver[] = []
  const rows: Float64Array[] = []
  names.forEach((name, driver) => {
    if (spread[driver] === 0) {
      excluded.push({ name, code: 'constant', words: `“${name}” never varies.` })
      return
    }
    const row = new Float64Array(kept.length + 1)
    let own = 1
    kept.forEach((other, i) => {
      let sum = correlation[driver * count + other]!
      for (let k = 0; k < i; k += 1) sum -= row[k]! * rows[i]![k]!
      row[i] = sum / rows[i]![i]!
      own -= row[i] * row[i]
    })
    if (own < -roundingAllowance)
      throw new RangeError(
        `covariance must be positive semidefinite, got a driver with 1 − R² of ${own}`,
      )
    if (own < smallestOwnPart) {
      const repeated = kept.filter((_, i) => Math.abs(backSolve(rows, row, kept.length)[i]!) > 1e-6)
      excluded.push(
        describeCollinear(
          name,
          repeated.map((at) => names[at]!),
        ),
      )
      return
    }
    row[kept.length] = Math.sqrt(own)
    rows.push(row)
    kept.push(driver)
  })
  return { kept, excluded }
}

/** Coefficients of a driver on the kept ones: solves Lᵀ b = row. */
function backSolve(rows: readonly Float64Array[], row: Float64Array, size: number): Float64Array {
  const b = row.slice(0, size)
  for (let i = size - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < size; k += 1) b[i]! -= rows[k]![i]! * b[k]!
    b[i]! /= rows[i]![i]!
  }
  return b
}

function describeCollinear(name: string, repeated: readonly string[]): ExcludedDriver {
  const quoted = repeated.map((other) => `“${other}”`)
  const words =
    quoted.length === 1
      ? `“${name}” rises and falls exactly with ${quoted[0]!}: the two cannot be told apart.`
      : `“${name}” follows exactly from ${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)!}.`
  return { name, code: 'collinear', words }
}
