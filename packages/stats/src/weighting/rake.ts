import { requireNonNegative, requirePositive } from '../domain/require.ts'
import { insufficient, type Insufficient } from '../estimate/interval-estimate.ts'
import { kishEffectiveSize } from './kish.ts'

/** One property to weight by: which category each cell is in, and how many there are in truth. */
export interface RakingMargin {
  name: string
  /** Category of each cell, 0, 1, … */
  category: readonly number[]
  /** True size of each category in the customer base; any scale, the same for all margins. */
  targets: readonly number[]
}

export interface RakingInput {
  /** Answers per cell, where a cell is one combination of categories. */
  counts: readonly number[]
  margins: readonly RakingMargin[]
  /** No weight may exceed this many times the mean weight; no limit unless told. */
  maxWeight?: number
}

export interface RakingResult {
  kind: 'raking'
  /** Weight of each answer in a cell; mean 1 over the answers. */
  weights: number[]
  /** Counts times weights, scaled to the targets: the fitted table. */
  fitted: number[]
  /** Largest remaining gap to a target, as a share of the total. Above 0 where weights were trimmed. */
  largestGap: number
  effective: number
  designEffect: number
  /** How many answers have the largest weight allowed. */
  trimmed: number
}

const mostRounds = 2000

/**
 * Raking (iterative proportional fitting): weights that bring the answers to the true size of every
 * category of every margin, with weights trimmed where asked and the design effect that they cost.
 * Source: Deming and Stephan (1940), Annals of Mathematical Statistics 11; trimming inside the loop
 * after Potter (1990).
 *
 * @returns insufficient where a category that exists in truth has no answer: nothing can stand for it
 * @throws RangeError on negative counts or targets, or margins whose totals differ
 */
export function rake({ counts, margins, maxWeight }: RakingInput): RakingResult | Insufficient {
  const answers = checkInput(counts, margins)
  if (maxWeight !== undefined && !(maxWeight >= 1))
    throw new RangeError(`maxWeight must be 1 or above, got ${maxWeight}`)
  const silent = findSilentCategory(counts, margins)
  if (answers === 0 || silent !== null)
    return insufficient(answers, answers + 1, silent ?? 'Nobody answered.')
  const total = margins[0]?.targets.reduce((sum, target) => sum + target, 0) ?? answers
  const scale = total / answers
  const fitted = counts.map((count) => count * scale)
  let largestGap = Infinity
  for (let round = 0; round < mostRounds && largestGap > 1e-13; round += 1) {
    for (const margin of margins) fitMargin(fitted, margin)
    if (maxWeight !== undefined) trim(fitted, counts, maxWeight, total)
    const gap = gapToTargets(fitted, margins, total)
    // Trimming can leave a gap for good: stop where a round changes nothing more.
    if (Math.abs(largestGap - gap) < 1e-15) break
    largestGap = gap
  }
  return describe(fitted, counts, answers, scale, gapToTargets(fitted, margins, total), maxWeight)
}

function describe(
  fitted: number[],
  counts: readonly number[],
  answers: number,
  scale: number,
  largestGap: number,
  maxWeight: number | undefined,
): RakingResult {
  const weights = fitted.map((value, i) => (counts[i]! > 0 ? value / counts[i]! / scale : 0))
  let sumWeights = 0
  let sumSquaredWeights = 0
  let trimmed = 0
  weights.forEach((weight, i) => {
    sumWeights += counts[i]! * weight
    sumSquaredWeights += counts[i]! * weight * weight
    if (maxWeight !== undefined && weight >= maxWeight * (1 - 1e-9)) trimmed += counts[i]!
  })
  const kish = kishEffectiveSize({ n: answers, sumWeights, sumSquaredWeights })
  return { kind: 'raking', weights, fitted, largestGap, trimmed, ...kish }
}

function checkInput(counts: readonly number[], margins: readonly RakingMargin[]): number {
  const answers = counts.reduce((sum, n, i) => sum + requireNonNegative(`counts[${i}]`, n), 0)
  let first: number | null = null
  for (const { name, category, targets } of margins) {
    if (category.length !== counts.length)
      throw new RangeError(`${name} must name ${counts.length} cells, got ${category.length}`)
    category.forEach((at, cell) => {
      if (targets[at] === undefined)
        throw new RangeError(
          `${name}[${cell}] must be a category below ${targets.length}, got ${at}`,
        )
    })
    const total = targets.reduce(
      (sum, n, i) => sum + requireNonNegative(`${name}.targets[${i}]`, n),
      0,
    )
    requirePositive(`total of ${name}`, total)
    first ??= total
    if (Math.abs(total / first - 1) > 1e-9)
      throw new RangeError(
        `targets of ${name} must add up to ${first} like the first, got ${total}`,
      )
  }
  return answers
}

function findSilentCategory(
  counts: readonly number[],
  margins: readonly RakingMargin[],
): string | null {
  for (const margin of margins) {
    const answered = sumByCategory(counts, margin)
    const silent = margin.targets.findIndex((target, at) => target > 0 && answered[at] === 0)
    if (silent >= 0) return `No answer in category ${silent} of ${margin.name}.`
  }
  return null
}

function sumByCategory(values: readonly number[], { category, targets }: RakingMargin): number[] {
  const sums = targets.map(() => 0)
  category.forEach((at, cell) => (sums[at]! += values[cell]!))
  return sums
}

function fitMargin(fitted: number[], margin: RakingMargin): void {
  const sums = sumByCategory(fitted, margin)
  margin.category.forEach((at, cell) => {
    if (sums[at]! > 0) fitted[cell]! *= margin.targets[at]! / sums[at]!
  })
}

/** Caps each answer's weight and spreads what is cut off over the rest. */
function trim(fitted: number[], counts: readonly number[], maxWeight: number, total: number): void {
  const answers = counts.reduce((sum, count) => sum + count, 0)
  const cap = (maxWeight * total) / answers
  for (let pass = 0; pass < 50; pass += 1) {
    let capped = 0
    let free = 0
    fitted.forEach((value, i) => {
      const limit = cap * counts[i]!
      if (value >= limit) {
        fitted[i] = limit
        capped += limit
      } else free += value
    })
    if (free === 0 || Math.abs(capped + free - total) < 1e-12 * total) return
    const stretch = (total - capped) / free
    fitted.forEach((value, i) => {
      if (value < cap * counts[i]!) fitted[i] = value * stretch
    })
  }
}

function gapToTargets(fitted: number[], margins: readonly RakingMargin[], total: number): number {
  let largest = 0
  for (const margin of margins) {
    const sums = sumByCategory(fitted, margin)
    margin.targets.forEach((target, at) => {
      largest = Math.max(largest, Math.abs(sums[at]! - target) / total)
    })
  }
  return largest
}
