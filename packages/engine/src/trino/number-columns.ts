const firstRoom = 4_096

/** Columns of doubles that grow as pages come, without a row object for each. */
export class NumberColumns {
  private names: readonly string[] = []
  private arrays: Float64Array[] = []
  private rows = 0

  /** Names the columns; every page of an answer has the same. */
  name(names: readonly string[]): void {
    if (this.names.length > 0) return
    this.names = names
    this.arrays = names.map(() => new Float64Array(firstRoom))
  }

  add(row: readonly number[]): void {
    if (this.rows === (this.arrays[0]?.length ?? 0)) this.replaceEach(grow)
    for (let at = 0; at < row.length; at += 1) this.arrays[at]![this.rows] = row[at]!
    this.rows += 1
  }

  get cells(): number {
    return this.rows * this.names.length
  }

  /** Gives the columns away, cut to their rows. */
  take(): Record<string, Float64Array> {
    this.replaceEach((array) => array.slice(0, this.rows))
    return Object.fromEntries(this.names.map((name, at) => [name, this.arrays[at]!]))
  }

  /** One after the other: of millions of rows only one column is there twice at a time. */
  private replaceEach(make: (array: Float64Array) => Float64Array): void {
    for (let at = 0; at < this.arrays.length; at += 1) this.arrays[at] = make(this.arrays[at]!)
  }
}

function grow(array: Float64Array): Float64Array {
  const larger = new Float64Array(array.length * 2)
  larger.set(array)
  return larger
}
