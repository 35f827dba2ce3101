const digitBits = 11
const buckets = 1 << digitBits
/** Below this many values, counting digits costs more than comparing. */
const fewValues = 4096

/**
 * Positions of the values from largest to smallest, equal values in the order given. Many values are
 * sorted by the digits of their bits, each pass reading straight through memory, so a million cost
 * little more than a million.
 * Source: Knuth, The Art of Computer Programming 3, 5.2.5 (radix sort); the bits of positive IEEE 754
 * numbers are in their order, those of negative ones in reverse.
 *
 * @param values finite numbers
 */
export function orderDescending(values: Float64Array): Uint32Array {
  const n = values.length
  const positions = new Uint32Array(n)
  for (let i = 0; i < n; i += 1) positions[i] = i
  if (n < fewValues) return positions.sort((a, b) => values[b]! - values[a]! || a - b)
  let from = { low: new Uint32Array(n), high: new Uint32Array(n), positions }
  let to = { low: new Uint32Array(n), high: new Uint32Array(n), positions: new Uint32Array(n) }
  splitKeys(values, from.low, from.high)
  for (const shift of [0, 11, 22])
    if (sortByDigit(from, to, from.low, shift)) [from, to] = [to, from]
  for (const shift of [0, 11, 22])
    if (sortByDigit(from, to, from.high, shift)) [from, to] = [to, from]
  return from.positions
}

interface Keys {
  low: Uint32Array
  high: Uint32Array
  positions: Uint32Array
}

/** Keys that ascend where the values descend, as two halves. */
function splitKeys(values: Float64Array, low: Uint32Array, high: Uint32Array): void {
  const view = new DataView(new ArrayBuffer(8))
  for (let i = 0; i < values.length; i += 1) {
    // Adding 0 makes −0 the 0 that it equals.
    view.setFloat64(0, values[i]! + 0)
    const top = view.getUint32(0)
    const bottom = view.getUint32(4)
    const isNegative = top >>> 31 === 1
    high[i] = isNegative ? top : ~top & 0x7fffffff
    low[i] = isNegative ? bottom : ~bottom
  }
}

/** One stable pass; false where all keys share the digit and nothing was moved. */
function sortByDigit(from: Keys, to: Keys, half: Uint32Array, shift: number): boolean {
  const n = half.length
  const starts = new Uint32Array(buckets)
  for (let k = 0; k < n; k += 1) starts[(half[k]! >>> shift) & (buckets - 1)]! += 1
  if (starts[(half[0]! >>> shift) & (buckets - 1)] === n) return false
  let before = 0
  for (let digit = 0; digit < buckets; digit += 1) {
    const count = starts[digit]!
    starts[digit] = before
    before += count
  }
  for (let k = 0; k < n; k += 1) {
    const digit = (half[k]! >>> shift) & (buckets - 1)
    const place = starts[digit]!
    starts[digit] = place + 1
    to.low[place] = from.low[k]!
    to.high[place] = from.high[k]!
    to.positions[place] = from.positions[k]!
  }
  return true
}
