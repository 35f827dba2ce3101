import { insufficient, type Measured } from '@fealty/core'
import { rake, weightedNpsInterval, weightedProportionInterval } from '@fealty/stats'
import type { MarginAnswer, Score } from './contract.ts'

/** Answers by band (low, middle, high) of one combination of the margins' values. */
export interface AnswerCell {
  /** One value per margin, in their order. */
  key: readonly string[]
  bands: readonly [number, number, number]
}

/** How many customers of the base have each value of a property. */
export interface BaseMargin {
  name: string
  label: string
  customers: ReadonlyMap<string, number>
}

export interface WeighInput {
  score: Score
  cells: readonly AnswerCell[]
  margins: readonly BaseMargin[]
  maxWeight: number
  level: number
}

export interface WeighedAnswers {
  weighted: Measured
  designEffect: number | null
  effective: number | null
  largestWeight: number | null
  trimmed: number
  notes: string[]
  margins: MarginAnswer[]
}

/** Fewer answers carry no weights. */
const leastToWeigh = 30
/** A group that stands on fewer answers is named. */
const thinGroup = 10
/** A margin that is missed by more than this share of the base is named. */
const toldGap = 0.005

const sizeOf = ({ bands }: AnswerCell): number => bands[0] + bands[1] + bands[2]

/**
 * Weights answers so that every margin has the shares of the customer base (raking), and gives the
 * weighted score with its interval at Kish's effective n. Answers of groups that have no customers
 * count nothing; groups of customers that nobody answered for cannot be stood for by anybody, so the
 * rest is weighted to the rest, and both are said.
 *
 * @returns insufficient below thirty answers of customers of the base
 */
export function weighAnswers(input: WeighInput): WeighedAnswers {
  const { margins, maxWeight } = input
  const notes: string[] = []
  const cells = dropGone(input, notes)
  const n = cells.reduce((sum, cell) => sum + sizeOf(cell), 0)
  if (n < leastToWeigh) return nothing(input, n, notes)
  const raked = rake({
    counts: cells.map(sizeOf),
    margins: margins.map((margin, at) => toRaking(margin, at, cells, notes)),
    maxWeight,
  })
  if (raked.kind === 'insufficient') return nothing(input, n, [...notes, raked.why])
  if (raked.largestGap > toldGap) {
    const gap = (100 * raked.largestGap).toFixed(1)
    notes.push(`The shares are missed by up to ${gap} points, because weights end at ${maxWeight}.`)
  }
  return {
    weighted: weighBands(input, cells, raked.weights),
    designEffect: raked.designEffect,
    effective: raked.effective,
    largestWeight: Math.max(...raked.weights),
    trimmed: raked.trimmed,
    notes,
    margins: showMargins(input, raked.weights, cells),
  }
}

function nothing(input: WeighInput, n: number, notes: string[]): WeighedAnswers {
  return {
    weighted: insufficient(n, leastToWeigh, `${n} answers, ${leastToWeigh} needed to weight them.`),
    ...{ designEffect: null, effective: null, largestWeight: null, trimmed: 0, notes },
    margins: showMargins(input, [], []),
  }
}

/** Leaves answers of groups out that no customer is in any more. */
function dropGone({ cells, margins }: WeighInput, notes: string[]): AnswerCell[] {
  const isGone = (margin: BaseMargin, value: string): boolean =>
    (margin.customers.get(value) ?? 0) === 0
  margins.forEach((margin, at) => {
    const gone = new Map<string, number>()
    for (const cell of cells) {
      const value = cell.key[at]!
      if (isGone(margin, value)) gone.set(value, (gone.get(value) ?? 0) + sizeOf(cell))
    }
    for (const [value, count] of gone)
      if (count > 0)
        notes.push(
          `${margin.label} ${value} has no active customers: ${count} answers count nothing.`,
        )
  })
  return cells.filter(
    (cell) => sizeOf(cell) > 0 && !margins.some((margin, at) => isGone(margin, cell.key[at]!)),
  )
}

/** The margin as shares of the base among the groups that anybody answered for. */
function toRaking(
  margin: BaseMargin,
  at: number,
  cells: readonly AnswerCell[],
  notes: string[],
): { name: string; category: number[]; targets: number[] } {
  const answers = countBy(cells, at, sizeOf)
  const heard = [...answers.keys()]
  const all = sum([...margin.customers.values()])
  for (const [value, customers] of margin.customers) {
    const count = answers.get(value) ?? 0
    if (customers > 0 && count === 0)
      notes.push(
        `${margin.label} ${value} is not in the weighted score: ${customers.toLocaleString('en')} customers (${((100 * customers) / all).toFixed(1)} %), and nobody answered.`,
      )
    else if (count > 0 && count < thinGroup)
      notes.push(`${margin.label} ${value} stands on ${count} answers.`)
  }
  const known = sum(heard.map((value) => margin.customers.get(value)!))
  return {
    name: margin.name,
    category: cells.map(({ key }) => heard.indexOf(key[at]!)),
    targets: heard.map((value) => margin.customers.get(value)! / known),
  }
}

function weighBands(
  { score, level }: WeighInput,
  cells: readonly AnswerCell[],
  weights: readonly number[],
): Measured {
  const bands = [0, 1, 2].map((band) =>
    sum(cells.map((cell, at) => cell.bands[band]! * weights[at]!)),
  )
  const sumWeights = sum(bands)
  const shared = {
    sumSquaredWeights: sum(cells.map((cell, at) => sizeOf(cell) * weights[at]! ** 2)),
    n: sum(cells.map(sizeOf)),
    level,
  }
  const [low, middle, high] = bands as [number, number, number]
  const interval =
    score === 'nps'
      ? weightedNpsInterval({ detractors: low, passives: middle, promoters: high, ...shared })
      : weightedProportionInterval({ weightedSuccesses: high, sumWeights, ...shared })
  if (interval.kind === 'insufficient') return interval
  return { ...interval, method: `raked, ${interval.method}` }
}

function showMargins(
  { margins, cells }: WeighInput,
  weights: readonly number[],
  weighted: readonly AnswerCell[],
): MarginAnswer[] {
  const total = sum(cells.map(sizeOf))
  const weightOf = new Map(weighted.map((cell, at) => [cell, weights[at]!]))
  const weightedTotal = sum(weighted.map((cell) => sizeOf(cell) * weightOf.get(cell)!))
  return margins.map((margin, at) => {
    const answers = countBy(cells, at, sizeOf)
    const after = countBy(weighted, at, (cell) => sizeOf(cell) * weightOf.get(cell)!)
    const base = sum([...margin.customers.values()])
    const values = [...new Set([...margin.customers.keys(), ...answers.keys()])].map((value) => ({
      value,
      customers: margin.customers.get(value) ?? 0,
      answers: answers.get(value) ?? 0,
      baseShare: share(margin.customers.get(value) ?? 0, base),
      answerShare: share(answers.get(value) ?? 0, total),
      weightedShare: share(after.get(value) ?? 0, weightedTotal),
    }))
    values.sort((a, b) => b.customers - a.customers || (a.value < b.value ? -1 : 1))
    return { name: margin.name, label: margin.label, values }
  })
}

function countBy(
  cells: readonly AnswerCell[],
  at: number,
  weigh: (cell: AnswerCell) => number,
): Map<string, number> {
  const counts = new Map<string, number>()
  for (const cell of cells) {
    const value = cell.key[at]!
    counts.set(value, (counts.get(value) ?? 0) + weigh(cell))
  }
  return counts
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)
