import type { DriverRows, PairwiseSums } from './driver-rows.ts'

/** Rows in one go: their columns stay in the processor's cache while all pairs are added. */
const rowsPerPass = 1024

/** A stretch of one column; what is missing is 0, with mask 0, so that no loop has to ask. */
interface Stretch {
  value: Float64Array
  square: Float64Array
  mask: Float64Array
  /** The same times the count of the row. */
  countedValue: Float64Array
  countedSquare: Float64Array
  countedMask: Float64Array
  isComplete: boolean
  /** Σ mask, value, square over the stretch, counted. */
  n: number
  sum: number
  squares: number
}

/** Adds rows that were checked to all pairs of the sums. */
export function addRows(sums: PairwiseSums, { columns, counts }: DriverRows): void {
  const size = columns.length
  const length = columns[0]?.length ?? 0
  const stretches = columns.map(() => emptyStretch(Math.min(length, rowsPerPass)))
  for (let from = 0; from < length; from += rowsPerPass) {
    const rows = Math.min(rowsPerPass, length - from)
    stretches.forEach((stretch, i) => readStretch(stretch, columns[i]!, { counts, from, rows }))
    for (let i = 0; i < size; i += 1)
      for (let j = 0; j <= i; j += 1) {
        const [left, right] = [stretches[i]!, stretches[j]!]
        if (left.isComplete && right.isComplete) addCompletePair(sums, left, right, { i, j, rows })
        else addMaskedPair(sums, left, right, { i, j, rows })
      }
  }
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j < i; j += 1) {
      sums.n[j * size + i] = sums.n[i * size + j]!
      sums.sumProducts[j * size + i] = sums.sumProducts[i * size + j]!
    }
}

function emptyStretch(rows: number): Stretch {
  return {
    value: new Float64Array(rows),
    square: new Float64Array(rows),
    mask: new Float64Array(rows),
    countedValue: new Float64Array(rows),
    countedSquare: new Float64Array(rows),
    countedMask: new Float64Array(rows),
    isComplete: true,
    n: 0,
    sum: 0,
    squares: 0,
  }
}

function readStretch(
  stretch: Stretch,
  column: Float64Array,
  { counts, from, rows }: { counts: Float64Array | undefined; from: number; rows: number },
): void {
  let [n, sum, squares, missing] = [0, 0, 0, 0]
  for (let row = 0; row < rows; row += 1) {
    const given = column[from + row]!
    const isMissing = Number.isNaN(given)
    const value = isMissing ? 0 : given
    const mask = isMissing ? 0 : 1
    const count = counts === undefined ? mask : mask * counts[from + row]!
    missing += 1 - mask
    stretch.value[row] = value
    stretch.square[row] = value * value
    stretch.mask[row] = mask
    stretch.countedMask[row] = count
    stretch.countedValue[row] = count * value
    stretch.countedSquare[row] = count * value * value
    n += count
    sum += count * value
    squares += count * value * value
  }
  stretch.isComplete = missing === 0
  stretch.n = n
  stretch.sum = sum
  stretch.squares = squares
}

interface PairPlace {
  i: number
  j: number
  rows: number
}

function addCompletePair(
  sums: PairwiseSums,
  left: Stretch,
  right: Stretch,
  { i, j, rows }: PairPlace,
): void {
  const size = sums.names.length
  const { countedValue } = left
  const { value } = right
  let products = 0
  for (let row = 0; row < rows; row += 1) products += countedValue[row]! * value[row]!
  const at = i * size + j
  sums.n[at]! += left.n
  sums.sumProducts[at]! += products
  sums.sum[at]! += left.sum
  sums.sumSquares[at]! += left.squares
  if (i === j) return
  sums.sum[j * size + i]! += right.sum
  sums.sumSquares[j * size + i]! += right.squares
}

function addMaskedPair(
  sums: PairwiseSums,
  left: Stretch,
  right: Stretch,
  { i, j, rows }: PairPlace,
): void {
  const size = sums.names.length
  const { countedMask, countedValue, countedSquare } = left
  const { mask, value, square } = right
  let [n, sumX, sumXX, sumY, sumYY, products] = [0, 0, 0, 0, 0, 0]
  for (let row = 0; row < rows; row += 1) {
    const isRight = mask[row]!
    const count = countedMask[row]!
    n += count * isRight
    sumX += countedValue[row]! * isRight
    sumXX += countedSquare[row]! * isRight
    sumY += count * value[row]!
    sumYY += count * square[row]!
    products += countedValue[row]! * value[row]!
  }
  const at = i * size + j
  sums.n[at]! += n
  sums.sumProducts[at]! += products
  sums.sum[at]! += sumX
  sums.sumSquares[at]! += sumXX
  if (i === j) return
  sums.sum[j * size + i]! += sumY
  sums.sumSquares[j * size + i]! += sumYY
}
