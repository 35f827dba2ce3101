import { countFinalScores, countUnlanded, listImports, type ScoreCount } from '@fealty/store'
import type { ListenServices } from '../services.ts'

interface Choice {
  workspaceId: string
  surveyIds: readonly string[]
  units: readonly string[] | null
}

/** What is known of the facts that a board was made of, so that the rest can be counted from the store. */
export interface BoardFacts {
  /** Imports that were live when they were counted. */
  importIds: readonly string[]
  /** From which day on the board looks. */
  from: string
  /**
   * Answers among those facts, by score. Only needed, and only known, once a board outlives its facts:
   * while the engine is away, and segments become one or are written anew.
   */
  answers?: readonly ScoreCount[]
}

/**
 * Answers that are not among the facts of a board: those that have not landed, and those that have since.
 * Undefined when segments of the facts have become others and nobody has counted what they held.
 *
 * @param isOld  the board outlives its facts, so what they hold is noted
 */
export async function countBeside(
  { store }: Pick<ListenServices, 'store'>,
  facts: BoardFacts,
  choice: Choice,
  isOld: boolean,
): Promise<ScoreCount[] | undefined> {
  // Read after the facts: what has landed since is counted here, since it is not in them.
  const live = new Set((await listImports(store, choice.workspaceId)).map(({ id }) => id))
  const { from } = facts
  const isWhole = facts.importIds.every((id) => live.has(id))
  if (!isWhole && facts.answers === undefined) return undefined
  if (!isWhole) return without(await countFinalScores(store, choice, from), facts)
  const known = new Set(facts.importIds)
  const landed = [...live].filter((id) => !known.has(id))
  const beside = await countUnlanded(store, choice, { from, landed })
  if (isOld && facts.answers === undefined) {
    const all = await countFinalScores(store, choice, from)
    facts.answers = without(all, { answers: beside })
  }
  return beside
}

/** Counts less others. An answer that was changed counts where it is now, and less where it was. */
function without(
  all: readonly ScoreCount[],
  { answers = [] }: Pick<BoardFacts, 'answers'>,
): ScoreCount[] {
  const left = new Map<string, ScoreCount>()
  const add = (count: ScoreCount, sign: number): void => {
    const key = JSON.stringify([count.surveyId, count.nps, count.csat, count.ces])
    const before = left.get(key)?.answers ?? 0
    left.set(key, { ...count, answers: before + sign * count.answers })
  }
  for (const count of all) add(count, 1)
  for (const count of answers) add(count, -1)
  return [...left.values()].filter(({ answers: number }) => number !== 0)
}
