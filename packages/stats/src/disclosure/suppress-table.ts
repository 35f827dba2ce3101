import { KnownSums } from './known-sums.ts'

/** A sum of cells that a reader may know from elsewhere: a margin, a whole, a longer period. */
export interface TableTotal {
  /** Positions of its cells, each once. */
  cells: readonly number[]
  /** It is withheld where it would stand, so it must not come out here either. */
  hidden: boolean
}

/** Counts of a table with the totals around it. */
export interface CountedTable {
  /** How many are counted in each cell: whole numbers from 0. */
  counts: readonly number[]
  totals: readonly TableTotal[]
  /** Cells of fewer (and more than none) are withheld. */
  minimum: number
}

/**
 * Which cells of a table to withhold: the small ones, and as many others (complementary cells) as are
 * needed so that no small cell, no withheld total and no sum of withheld cells that counts fewer than
 * the minimum follows from what is left. A reader is taken to know every total that is not hidden and
 * every cell that is left, and to solve the whole linear system.
 *
 * Why that is enough: withheld cells count more than 0. Where a sum is not determined by the known
 * ones, the solutions of the system move along a line through the true counts on which it changes, in
 * both directions and without any count becoming negative; so not even its exact value among whole
 * tables follows. Where no complementary cell is left to withhold, or finding one takes too long,
 * everything that totals link is withheld, empty cells too.
 *
 * Greedy: the smallest cell of the sums concerned that closes most of them. It finds a protected
 * pattern, not the smallest one. Source: Willenborg and de Waal (2001), Elements of Statistical
 * Disclosure Control, chapters 7 and 8; the linear attack is that of Gusfield (1988), A Graph Theoretic
 * Approach to Statistical Data Security, SIAM Journal on Computing 17(3).
 *
 * @returns one flag a cell
 */
export function suppressTable(table: CountedTable): boolean[] {
  const hidden = table.counts.map((count) => count > 0 && count < table.minimum)
  if (!hidden.includes(true) && !table.totals.some((total) => total.hidden)) return hidden
  for (const part of connectedParts(table)) {
    suppressPart(part).forEach((flag, at) => (hidden[part.cells[at]!] = flag))
  }
  return hidden
}

/** Cells that no total links to others tell nothing of them: each linked part is looked at alone. */
interface Part extends CountedTable {
  /** Where its cells stand in the whole table. */
  cells: number[]
}

function connectedParts({ counts, totals, minimum }: CountedTable): Part[] {
  const parent = counts.map((_, at) => at)
  const rootOf = (at: number): number => {
    let root = at
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!
    return root
  }
  for (const { cells } of totals) {
    for (const cell of cells) parent[rootOf(cell)] = rootOf(cells[0]!)
  }
  const parts = new Map<number, Part>()
  const places = counts.map((count, at) => {
    const root = rootOf(at)
    const part = parts.get(root) ?? { cells: [], counts: [], totals: [], minimum }
    parts.set(root, part)
    ;(part.counts as number[]).push(count)
    return part.cells.push(at) - 1
  })
  for (const { cells, hidden } of totals) {
    if (cells.length === 0) continue
    const part = parts.get(rootOf(cells[0]!))!
    ;(part.totals as TableTotal[]).push({ cells: cells.map((cell) => places[cell]!), hidden })
  }
  return [...parts.values()]
}

function suppressPart(part: Part): boolean[] {
  const { counts, totals, minimum } = part
  const small = counts.map((count) => count > 0 && count < minimum)
  if (!small.includes(true) && !totals.some((total) => total.hidden)) return small
  const state: State = { ...part, small, hidden: [...small], totalsOf: totalsOf(part) }
  for (let work = 0; work < mostWork;) {
    let exposed = findPlainly(state)
    if (exposed === null) {
      work += workOf(state)
      exposed = findByElimination(state)
    }
    if (exposed === null) return showDetermined(state)
    const next = chooseComplement(state, exposed)
    if (next === null) break
    state.hidden[next] = true
  }
  return counts.map(() => true)
}

/** Steps of elimination that a part is worth; one that needs more is mostly small cells anyway. */
const mostWork = 1e9

function workOf({ totals, hidden }: State): number {
  return hidden.filter(Boolean).length * totals.length ** 2
}

/** A part while cells are withheld one after the other. */
interface State extends CountedTable {
  small: readonly boolean[]
  hidden: boolean[]
  /** Positions of the totals that each cell is in. */
  totalsOf: readonly (readonly number[])[]
}

function totalsOf({ counts, totals }: CountedTable): number[][] {
  const found: number[][] = counts.map(() => [])
  totals.forEach(({ cells }, at) => {
    for (const cell of cells) found[cell]!.push(at)
  })
  return found
}

const hiddenIn = ({ hidden }: State, { cells }: TableTotal): number[] =>
  cells.filter((cell) => hidden[cell])

const countIn = ({ counts }: State, cells: readonly number[]): number =>
  cells.reduce((sum, cell) => sum + counts[cell]!, 0)

/** Cells around something that one total by itself gives away; null when there is nothing. */
function findPlainly(state: State): readonly number[] | null {
  for (const total of state.totals) {
    const own = hiddenIn(state, total)
    const isOpen = total.hidden
      ? own.length === 0
      : own.some((cell) => state.small[cell]) &&
        (own.length === 1 || countIn(state, own) < state.minimum)
    if (isOpen) return total.cells
  }
  return null
}

/** What the known totals tell of the withheld cells. */
function knownOf(state: State): KnownSums {
  const known = state.totals.filter((total) => !total.hidden)
  return new KnownSums(known.map((total) => hiddenIn(state, total)))
}

/** The same as `findPlainly` for what only several totals together give away. */
function findByElimination(state: State): readonly number[] | null {
  const known = knownOf(state)
  const total = state.totals.find((one) => one.hidden && known.determines(hiddenIn(state, one)))
  if (total) return linkedTo(state, total.cells)
  const cell = state.small.findIndex((isSmall, at) => isSmall && known.determines([at]))
  if (cell >= 0) return linkedTo(state, [cell])
  const group = known
    .plainSums()
    .find((cells) => countIn(state, cells) < state.minimum && cells.some((one) => state.small[one]))
  return group === undefined ? null : linkedTo(state, group)
}

/** Every cell that a chain of totals and withheld cells links to these. */
function linkedTo({ totals, totalsOf, hidden }: State, cells: readonly number[]): number[] {
  const found = new Set(cells)
  const seen = new Set<number>()
  const waiting = [...cells]
  for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
    for (const at of totalsOf[cell]!) {
      if (seen.has(at)) continue
      seen.add(at)
      for (const other of totals[at]!.cells) {
        if (hidden[other] && !found.has(other)) waiting.push(other)
        found.add(other)
      }
    }
  }
  return [...found]
}

/**
 * The cell to withhold next: of those near what is given away (or else of all), one whose totals have
 * withheld cells already, then the smallest. Empty cells protect nothing.
 */
function chooseComplement(state: State, near: readonly number[]): number | null {
  const { counts, totals, hidden, totalsOf } = state
  const isFree = (cell: number): boolean => counts[cell]! > 0 && !hidden[cell]
  const within = near.filter(isFree)
  const choice = within.length > 0 ? within : [...counts.keys()].filter(isFree)
  const started = totals.map(({ cells }) => cells.some((cell) => hidden[cell]))
  const closes = (cell: number): number => totalsOf[cell]!.filter((at) => started[at]).length
  const ranked = choice
    .map((cell) => ({ cell, closes: closes(cell), count: counts[cell]! }))
    .sort((a, b) => b.closes - a.closes || a.count - b.count || a.cell - b.cell)
  return ranked[0]?.cell ?? null
}

/** A complementary cell that follows from the totals anyway protects nothing: it is shown. */
function showDetermined(state: State): boolean[] {
  const known = knownOf(state)
  return state.hidden.map((flag, cell) => flag && (state.small[cell]! || !known.determines([cell])))
}
