import { normalCritical } from '../distribution/normal.ts'
import { insufficient, type Interval } from '../estimate/interval-estimate.ts'
import { orderRising } from '../order/order-values.ts'
import { RankTree } from './rank-tree.ts'
import { requireLength, requireSurvivalGroups, type StratifiedGroups } from './survival-groups.ts'

/** Pairs that a row is part of: how many, and how many of them the scores put in the right order. */
interface PairCounts {
  all: Float64Array
  right: Float64Array
}

/**
 * Harrell's concordance: of the pairs of customers of whom it is known who was lost first, the share
 * in which that one had the higher score; equal scores count half. .5 is guessing, 1 is perfect.
 *
 * A pair counts when one was lost at t and the other was at risk at t and not lost then, within one
 * stratum. The standard error is the infinitesimal jackknife: each customer's pull on the share.
 * Source: Harrell and others (1982), JAMA 247, 2543-2546; Therneau and Watson (2015), Mayo Clinic
 * Technical Report 85.
 *
 * @param score of each row: higher means lost earlier, as the linear predictor of `fitCox`
 * @returns share in [0, 1]; insufficient without a pair that can be compared
 * @throws RangeError as `estimateSurvival`; on a score that is not finite
 */
export function concordance(
  groups: StratifiedGroups,
  score: Float64Array,
  { level = 0.95 }: { level?: number } = {},
): Interval {
  const critical = normalCritical(level)
  requireSurvivalGroups(groups)
  requireLength('score', score.length, groups.time.length)
  for (let i = 0; i < score.length; i += 1)
    if (!Number.isFinite(score[i]))
      throw new RangeError(`score[${i}] must be a finite number, got ${score[i]!}`)
  const size = groups.time.length
  const pairs = { all: new Float64Array(size), right: new Float64Array(size) }
  for (const order of orderByStratum(groups)) countPairs(groups, score, order, pairs)
  let all = 0
  let right = 0
  let customers = 0
  for (let i = 0; i < size; i += 1) {
    const count = groups.n ? groups.n[i]! : 1
    customers += count
    all += count * pairs.all[i]!
    right += count * pairs.right[i]!
  }
  if (all === 0)
    return insufficient(0, 1, 'Of no two customers is it known which of them was lost first.')
  const value = right / all
  let variance = 0
  for (let i = 0; i < size; i += 1) {
    // Every pair was counted from both its sides, so `all` is twice the number of pairs.
    const pull = (2 * (pairs.right[i]! - value * pairs.all[i]!)) / all
    variance += (groups.n ? groups.n[i]! : 1) * pull * pull
  }
  const se = Math.sqrt(variance)
  return {
    kind: 'estimate',
    value,
    low: Math.max(0, value - critical * se),
    high: Math.min(1, value + critical * se),
    se,
    level,
    n: customers,
    method: 'Harrell, infinitesimal jackknife',
  }
}

/** Rows that count in rising time, one list per stratum. */
function orderByStratum({ time, n, stratum }: StratifiedGroups): Uint32Array[] {
  const order = orderRising(time).filter((row) => n?.[row] !== 0)
  if (!stratum) return [order]
  const lists = new Map<number, number[]>()
  for (const row of order) {
    const list = lists.get(stratum[row]!)
    if (list) list.push(row)
    else lists.set(stratum[row]!, [row])
  }
  return [...lists.values()].map((list) => Uint32Array.from(list))
}

/** The rank of each listed row's score among the distinct scores, 0 the lowest. */
function rankScores(score: Float64Array, order: Uint32Array) {
  const own = Float64Array.from(order, (row) => score[row]!)
  const rising = orderRising(own)
  const rank = new Uint32Array(order.length)
  let last = -1
  rising.forEach((place, i) => {
    if (i === 0 || own[place] !== own[rising[i - 1]!]) last += 1
    rank[place] = last
  })
  return { rank, distinct: last + 1 }
}

function countPairs(
  groups: StratifiedGroups,
  score: Float64Array,
  order: Uint32Array,
  pairs: PairCounts,
): void {
  const { rank, distinct } = rankScores(score, order)
  const stratum = { ...groups, order, rank, distinct }
  countAsLost(stratum, pairs)
  countAsLeft(stratum, pairs)
}

interface RankedStratum extends StratifiedGroups {
  order: Uint32Array
  rank: Uint32Array
  distinct: number
}

/** Places in the order of falling entry; none without late entry. */
function orderByEntry({ entry, order }: RankedStratum): Uint32Array {
  if (!entry) return new Uint32Array(0)
  return orderRising(Float64Array.from(order, (row) => entry[row]!)).reverse()
}

/** For each lost customer: those left behind at that time, and how many of them have lower scores. */
function countAsLost(stratum: RankedStratum, { all, right }: PairCounts): void {
  const { time, event, n, entry, order, rank, distinct } = stratum
  const tree = new RankTree(distinct)
  const entries = orderByEntry(stratum)
  let leaving = 0
  const countOf = (place: number) => (n ? n[order[place]!]! : 1)
  for (let to = order.length; to > 0;) {
    const now = time[order[to - 1]!]!
    let from = to
    while (from > 0 && time[order[from - 1]!] === now) from -= 1
    for (let i = from; i < to; i += 1) if (event[order[i]!] === 0) tree.add(rank[i]!, countOf(i))
    for (; leaving < entries.length && entry![order[entries[leaving]!]!]! >= now; leaving += 1)
      tree.add(rank[entries[leaving]!]!, -countOf(entries[leaving]!))
    for (let i = from; i < to; i += 1) {
      const row = order[i]!
      if (event[row] !== 1) continue
      all[row]! += tree.total
      right[row]! += tree.below(rank[i]!) + tree.at(rank[i]!) / 2
    }
    for (let i = from; i < to; i += 1) if (event[order[i]!] === 1) tree.add(rank[i]!, countOf(i))
    to = from
  }
}

/** For each customer: those lost while this one was at risk, and how many of them have higher scores. */
function countAsLeft(stratum: RankedStratum, { all, right }: PairCounts): void {
  const { time, event, n, entry, order, rank, distinct } = stratum
  const tree = new RankTree(distinct)
  const entries = orderByEntry(stratum).reverse()
  let entering = 0
  const count = (place: number, sign: number) => {
    const row = order[place]!
    const equal = tree.at(rank[place]!)
    all[row]! += sign * tree.total
    right[row]! += sign * (tree.total - tree.below(rank[place]!) - equal / 2)
  }
  for (let from = 0; from < order.length;) {
    const now = time[order[from]!]!
    // Who enters before this time has not seen the losses counted so far.
    for (; entering < entries.length && entry![order[entries[entering]!]!]! < now; entering += 1)
      count(entries[entering]!, -1)
    let to = from
    while (to < order.length && time[order[to]!] === now) to += 1
    for (let i = from; i < to; i += 1) if (event[order[i]!] === 1) count(i, 1)
    for (let i = from; i < to; i += 1)
      if (event[order[i]!] === 1) tree.add(rank[i]!, n ? n[order[i]!]! : 1)
    for (let i = from; i < to; i += 1) if (event[order[i]!] === 0) count(i, 1)
    from = to
  }
}
