import { KnownSums, suppressTable, type TableTotal } from '@fealty/stats'

/** The counts of an answer, with what else a reader can ask for. */
export interface CountedAnswer {
  /** One value per dimension, in their order. */
  keys: readonly (readonly string[])[]
  /** By period, then by the position of the key. */
  counts: readonly (readonly number[])[]
  /** For each longer grain, the longest first: the number of the longer period of each, or null. */
  longer: readonly (readonly (number | null)[])[]
  minimum: number
}

/** Which cells of an answer are withheld. */
export interface Withheld {
  /** By period, then by the position of the key. */
  hidden: readonly (readonly boolean[])[]
  /** Whether what is left tells the sum of these keys in a period, so that it may be told as well. */
  tells: (period: number, keys: readonly number[]) => boolean
}

/** A table that can be asked for by itself: by some of the dimensions, at one of the grains. */
interface Table {
  /** A bit for each dimension. */
  mask: number
  /** Position among the grains, the longest first. */
  grain: number
}

/**
 * Withholds small cells and those that would give them away. A reader is taken to know every answer of
 * fewer of the same dimensions and of longer periods too: they are looked at first, each by itself, so
 * that the same question has the same gaps wherever it is asked, and no finer one fills them.
 */
export function withholdCells(answer: CountedAnswer): Withheld {
  const { counts, minimum } = answer
  const hasSmall = counts.some((row) => row.some((count) => count > 0 && count < minimum))
  if (!hasSmall) return { hidden: counts.map((row) => row.map(() => false)), tells: () => true }
  return new Disclosure(answer).withhold()
}

class Disclosure {
  private readonly dimensions: number
  /** Whether the cell of this name, in whichever table it stands, is withheld. */
  private readonly known = new Map<string, boolean>()
  /** For each mask, the number of each key's projection. */
  private readonly projected: number[][]

  constructor(private readonly answer: CountedAnswer) {
    this.dimensions = answer.keys[0]?.length ?? 0
    this.projected = Array.from({ length: 1 << this.dimensions }, (_, mask) => {
      const numbers = new Map<string, number>()
      return answer.keys.map((key) => {
        const name = JSON.stringify(key.filter((_, at) => (mask & (1 << at)) !== 0))
        if (!numbers.has(name)) numbers.set(name, numbers.size)
        return numbers.get(name)!
      })
    })
  }

  withhold(): Withheld {
    const grains = this.answer.longer.length + 1
    const masks = [...this.projected.keys()].sort((a, b) => bitsOf(a) - bitsOf(b) || a - b)
    let last = { names: [] as string[], totals: [] as TableTotal[] }
    for (const mask of masks)
      for (let grain = 0; grain < grains; grain += 1) last = this.solve({ mask, grain })
    const finest = { mask: this.projected.length - 1, grain: grains - 1 }
    const placeOf = new Map(last.names.map((name, place) => [name, place]))
    const nameAt = (period: number, key: number): string => this.nameOf(finest, period, key)!
    const isHidden = (name: string): boolean => this.known.get(name) ?? false
    const sums = new KnownSums(
      last.totals
        .filter((total) => !total.hidden)
        .map(({ cells }) => cells.filter((place) => isHidden(last.names[place]!))),
    )
    return {
      hidden: this.answer.counts.map((row, period) =>
        row.map((_, key) => isHidden(nameAt(period, key))),
      ),
      tells: (period, keys) =>
        sums.determines(
          keys
            .map((key) => nameAt(period, key))
            .filter(isHidden)
            .map((name) => placeOf.get(name)!),
        ),
    }
  }

  /** Looks at one table; those of fewer dimensions and longer periods have been looked at. */
  private solve(table: Table): { names: string[]; totals: TableTotal[] } {
    const places = new Map<string, number>()
    const counts: number[] = []
    const totals = new Map<string, Set<number>>()
    const wider = this.widerThan(table)
    this.answer.counts.forEach((row, period) =>
      row.forEach((count, key) => {
        const name = this.nameOf(table, period, key)
        if (name === null) return
        const place = places.get(name) ?? counts.push(0) - 1
        places.set(name, place)
        counts[place]! += count
        for (const other of wider) {
          const total = this.nameOf(other, period, key)
          if (total !== null) totals.set(total, (totals.get(total) ?? new Set()).add(place))
        }
      }),
    )
    const around = [...totals].map(([name, cells]) => ({
      cells: [...cells],
      hidden: this.known.get(name) ?? false,
    }))
    const hidden = suppressTable({ counts, totals: around, minimum: this.answer.minimum })
    for (const [name, place] of places) this.known.set(name, hidden[place]!)
    return { names: [...places.keys()], totals: around }
  }

  /** Tables of some of the dimensions or of longer periods. */
  private widerThan({ mask, grain }: Table): Table[] {
    return [...this.projected.keys()]
      .filter((other) => (other & mask) === other)
      .flatMap((other) =>
        Array.from({ length: grain + 1 }, (_, at) => ({ mask: other, grain: at })),
      )
      .filter((other) => other.mask !== mask || other.grain !== grain)
  }

  /** The table's cell that holds a cell of the answer; null where its period is not wholly known. */
  private nameOf({ mask, grain }: Table, period: number, key: number): string | null {
    const own = grain === this.answer.longer.length ? period : this.answer.longer[grain]![period]
    return own === null || own === undefined
      ? null
      : `${mask} ${grain} ${own} ${this.projected[mask]![key]!}`
  }
}

const bitsOf = (mask: number): number => mask.toString(2).replaceAll('0', '').length
