/** Where the high half of a double lies in a view of 32-bit words. */
const highWord = new Uint32Array(Float64Array.of(1).buffer)[1] === 0 ? 0 : 1
const digitBits = 11
const digits = 1 << digitBits

/** Beyond this length a run of almost equal times is sorted by the engine, not by insertion. */
const longestInsertion = 32

/**
 * The row numbers in the order of rising values, equal values in the order of their rows.
 *
 * A radix sort on the upper 32 bits of the doubles, then the few values that agree in those bits are
 * put right by comparison: several times faster than a sort that compares throughout.
 * Source: Knuth, The Art of Computer Programming 3, 5.2.5.
 *
 * @param values finite: the caller has checked it
 */
export function orderRising(values: Float64Array): Uint32Array {
  return sortRising(values).order
}

/**
 * The row numbers in the order of falling values, equal values in the order of their rows.
 *
 * @param values finite: the caller has checked it
 */
export function orderFalling(values: Float64Array): Uint32Array {
  // 0 − v and not −v: a zero must not become the negative one, which sorts apart.
  return orderRising(values.map((value) => 0 - value))
}

/** As `orderRising`, with the values in that order. */
export function sortRising(values: Float64Array): { order: Uint32Array; sorted: Float64Array } {
  const { order, keys } = radixOrder(values)
  const sorted = new Float64Array(values.length)
  for (let i = 0; i < sorted.length; i += 1) sorted[i] = values[order[i]!]!
  settleRuns(values, order, keys, sorted)
  return { order, sorted }
}

function readKeys(values: Float64Array): Uint32Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length)
  const keys = new Uint32Array(values.length)
  for (let i = 0; i < keys.length; i += 1) {
    const word = words[2 * i + highWord]!
    // The bits of numbers from 0 up rise with them; those below 0 are turned over.
    keys[i] = word ^ ((word | 0) < 0 ? 0xffffffff : 0x80000000)
  }
  return keys
}

function countDigits(keys: Uint32Array): Uint32Array[] {
  const counts = [new Uint32Array(digits), new Uint32Array(digits), new Uint32Array(digits)]
  const [low, middle, high] = counts as [Uint32Array, Uint32Array, Uint32Array]
  for (const key of keys) {
    low[key & (digits - 1)]! += 1
    middle[(key >>> digitBits) & (digits - 1)]! += 1
    high[key >>> (2 * digitBits)]! += 1
  }
  return counts
}

function radixOrder(values: Float64Array) {
  const n = values.length
  let keys: Uint32Array = readKeys(values)
  let order: Uint32Array = new Uint32Array(n)
  for (let i = 0; i < n; i += 1) order[i] = i
  let nextKeys: Uint32Array = new Uint32Array(n)
  let nextOrder: Uint32Array = new Uint32Array(n)
  countDigits(keys).forEach((counts, pass) => {
    const shift = pass * digitBits
    if (counts.includes(n)) return
    let start = 0
    for (let digit = 0; digit < digits; digit += 1) {
      const count = counts[digit]!
      counts[digit] = start
      start += count
    }
    for (let i = 0; i < n; i += 1) {
      const key = keys[i]!
      const digit = (key >>> shift) & (digits - 1)
      const place = counts[digit]!
      counts[digit] = place + 1
      nextKeys[place] = key
      nextOrder[place] = order[i]!
    }
    ;[keys, nextKeys] = [nextKeys, keys]
    ;[order, nextOrder] = [nextOrder, order]
  })
  return { order, keys }
}

/** Sorts what the upper bits left in disorder: values of one key lie within 2⁻²⁰ of one another. */
function settleRuns(
  values: Float64Array,
  order: Uint32Array,
  keys: Uint32Array,
  sorted: Float64Array,
): void {
  let from = 0
  for (let i = 1; i < sorted.length; i += 1) {
    if (keys[i] !== keys[i - 1]) from = i
    else if (sorted[i]! < sorted[i - 1]!) {
      let to = i + 1
      while (to < sorted.length && keys[to] === keys[from]) to += 1
      sortRun(values, order, from, to)
      for (let k = from; k < to; k += 1) sorted[k] = values[order[k]!]!
      from = to
      i = to
    }
  }
}

function sortRun(values: Float64Array, order: Uint32Array, from: number, to: number): void {
  if (to - from > longestInsertion) {
    order.subarray(from, to).sort((a, b) => values[a]! - values[b]! || a - b)
    return
  }
  for (let i = from + 1; i < to; i += 1) {
    const row = order[i]!
    let at = i
    while (at > from && values[order[at - 1]!]! > values[row]!) {
      order[at] = order[at - 1]!
      at -= 1
    }
    order[at] = row
  }
}
