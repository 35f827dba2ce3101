import { requireCount } from '../domain/require.ts'
import { drawBinomial } from '../random/draw.ts'
import type { RandomSource } from '../random/random-source.ts'
import type { DriverRows, PairwiseSums } from './driver-rows.ts'
import { checkRows, sumPairwise } from './pairwise-sums.ts'

/** Groups of rows to draw from. */
export interface DriverBlocks {
  parts: readonly PairwiseSums[]
  /** How often each part is there; a pattern of answers that 40 people gave is one part, 40 times. */
  counts?: Float64Array
}

/**
 * Makes blocks for the bootstrap from rows. Up to `blocks` rows or patterns (500 unless told), each is
 * its own block, which is the bootstrap of single rows; more are dealt out at random over that many
 * blocks, which gives the same spread up to a simulation error of 1/√(2 · blocks), 3 %.
 *
 * @throws RangeError on counts that are not whole, or rows that `sumPairwise` refuses
 */
export function blockRows(
  rows: DriverRows,
  { random, blocks = 500 }: { random: RandomSource; blocks?: number },
): DriverBlocks {
  checkRows(rows)
  const { names, columns, counts } = rows
  const length = columns[0]?.length ?? 0
  counts?.forEach((count, row) => requireCount(`counts[${row}]`, count))
  if (length <= requireCount('blocks', blocks)) {
    const parts = Array.from({ length }, (_, row) =>
      sumPairwise({ names, columns: columns.map((column) => column.subarray(row, row + 1)) }),
    )
    return counts ? { parts, counts } : { parts }
  }
  const dealt = dealRows(length, { counts, blocks, random })
  return {
    parts: Array.from({ length: blocks }, (_, block) => sumPairwise(takeBlock(rows, dealt, block))),
  }
}

/** Rows in the order of their blocks; block b has the places start[b] … start[b + 1] − 1. */
interface Deal {
  start: Uint32Array
  row: Uint32Array
  times: Float64Array
}

function dealRows(
  length: number,
  how: { counts: Float64Array | undefined; blocks: number; random: RandomSource },
): Deal {
  const entries: { row: number[]; block: number[]; times: number[] } = {
    row: [],
    block: [],
    times: [],
  }
  for (let row = 0; row < length; row += 1)
    dealRow(how.counts?.[row] ?? 1, how, (block, times) => {
      entries.row.push(row)
      entries.block.push(block)
      entries.times.push(times)
    })
  const start = new Uint32Array(how.blocks + 1)
  for (const block of entries.block) start[block + 1]! += 1
  for (let block = 0; block < how.blocks; block += 1) start[block + 1]! += start[block]!
  const next = start.slice()
  const sorted: Deal = {
    start,
    row: new Uint32Array(entries.row.length),
    times: new Float64Array(entries.row.length),
  }
  entries.block.forEach((block, entry) => {
    const place = next[block]!
    next[block] = place + 1
    sorted.row[place] = entries.row[entry]!
    sorted.times[place] = entries.times[entry]!
  })
  return sorted
}

/** Deals `count` equal rows over the blocks: one by one, or many as a multinomial draw. */
function dealRow(
  count: number,
  { blocks, random }: { blocks: number; random: RandomSource },
  give: (block: number, times: number) => void,
): void {
  if (count <= blocks) {
    for (let i = 0; i < count; i += 1) give(Math.floor(random.uniform() * blocks), 1)
    return
  }
  let left = count
  for (let block = 0; block < blocks && left > 0; block += 1) {
    const times = drawBinomial(random, left, 1 / (blocks - block))
    if (times > 0) give(block, times)
    left -= times
  }
}

function takeBlock({ names, columns }: DriverRows, deal: Deal, block: number): DriverRows {
  const [from, to] = [deal.start[block]!, deal.start[block + 1]!]
  return {
    names,
    columns: columns.map((column) => {
      const part = new Float64Array(to - from)
      for (let place = from; place < to; place += 1) part[place - from] = column[deal.row[place]!]!
      return part
    }),
    counts: deal.times.subarray(from, to),
  }
}
