import { answerScales } from '@fealty/core'
import { metricCatalogue } from '@fealty/measure'
import type { BoardScore } from './contract.ts'

/** So many answers gave these scores. */
export type Scored = Readonly<Record<BoardScore, number | null>> & { answers: number }

/** Columns of the statistics of each score, in the order of its bands. */
const columns = {
  nps: ['detractors', 'passives', 'promoters'],
  csat: ['low', 'middle', 'high'],
  ces: ['low', 'middle', 'high'],
} as const

/**
 * Statistics of landed facts with answers that have not landed added to them: both are counts by band,
 * so the sum is what the facts will say once the answers have landed. Null when there is nothing.
 */
export function addWaiting(
  score: BoardScore,
  landed: unknown,
  waiting: readonly Scored[],
): unknown {
  const { family } = metricCatalogue[score]
  const bands = Object.values<readonly [number, number]>(answerScales[score].bands)
  const row = Object.fromEntries(
    columns[score].map((column, band) => {
      const [low, high] = bands[band]!
      const within = waiting.filter(
        ({ [score]: value }) => value !== null && value >= low && value <= high,
      )
      return [column, within.reduce((sum, { answers }) => sum + answers, 0)]
    }),
  )
  const added: unknown = family.read(row)
  if (family.count(added) === 0) return landed
  return landed === null ? added : family.add(landed, added)
}
