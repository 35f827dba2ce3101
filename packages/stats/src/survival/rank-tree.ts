/** Counts by rank with their running sums: a binary indexed tree (Fenwick 1994). */
export class RankTree {
  /** Sum of all counts. */
  total = 0
  private readonly sums: Float64Array
  private readonly counts: Float64Array

  constructor(ranks: number) {
    this.sums = new Float64Array(ranks + 1)
    this.counts = new Float64Array(ranks)
  }

  add(rank: number, count: number): void {
    this.total += count
    this.counts[rank]! += count
    for (let i = rank + 1; i < this.sums.length; i += i & -i) this.sums[i]! += count
  }

  /** The count at the rank itself. */
  at(rank: number): number {
    return this.counts[rank]!
  }

  /** The sum of the counts of all lower ranks. */
  below(rank: number): number {
    let sum = 0
    for (let i = rank; i > 0; i -= i & -i) sum += this.sums[i]!
    return sum
  }
}
