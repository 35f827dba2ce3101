const rounding = 1e-9

/**
 * What a reader can calculate who knows some sums of cells: every sum that is a linear combination of
 * the known ones, and no other. Gauss-Jordan elimination over the indicator vectors of the cells.
 */
export class KnownSums {
  /** Where each cell that is in a sum stands in a row. */
  private readonly places = new Map<number, number>()
  private readonly cells: number[] = []
  /** Reduced rows by their pivot: no pivot's column has another entry. */
  private readonly rows = new Map<number, Float64Array>()

  /** @param sums the known sums, each by the numbers of its cells */
  constructor(sums: readonly (readonly number[])[]) {
    for (const cell of sums.flat()) {
      if (this.places.has(cell)) continue
      this.places.set(cell, this.cells.length)
      this.cells.push(cell)
    }
    for (const sum of sums) this.learn(sum)
  }

  /** Whether the sum of these cells can be calculated. */
  determines(cells: readonly number[]): boolean {
    if (!cells.every((cell) => this.places.has(cell))) return false
    return this.remainderOf(cells).every((entry) => Math.abs(entry) < rounding)
  }

  /** Sums of cells, each cell once, that the reduced system gives away. */
  plainSums(): number[][] {
    return [...this.rows.values()].flatMap((row) => {
      const places = [...row.keys()].filter((place) => Math.abs(row[place]!) >= rounding)
      const isPlain = places.every((place) => Math.abs(row[place]! - 1) < rounding)
      return isPlain ? [places.map((place) => this.cells[place]!)] : []
    })
  }

  private learn(cells: readonly number[]): void {
    const rest = this.remainderOf(cells)
    const pivot = rest.findIndex((entry) => Math.abs(entry) >= rounding)
    if (pivot < 0) return
    const scale = rest[pivot]!
    for (let at = pivot; at < rest.length; at += 1) rest[at]! /= scale
    for (const row of this.rows.values()) subtract(row, rest, row[pivot]!)
    this.rows.set(pivot, rest)
  }

  private remainderOf(cells: readonly number[]): Float64Array {
    const rest = new Float64Array(this.cells.length)
    for (const cell of cells) rest[this.places.get(cell)!]! += 1
    for (const [pivot, row] of this.rows) subtract(rest, row, rest[pivot]!)
    return rest
  }
}

/** `from` less `times` times the row, in place. */
function subtract(from: Float64Array, row: Float64Array, times: number): void {
  if (Math.abs(times) < rounding) return
  for (let at = 0; at < from.length; at += 1) from[at]! -= times * row[at]!
}
