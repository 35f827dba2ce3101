/** The last row of rising times that is not after t; −1 before the first. */
export function findRow(time: Float64Array, t: number): number {
  let low = 0
  let high = time.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (time[middle]! <= t) low = middle + 1
    else high = middle
  }
  return low - 1
}
