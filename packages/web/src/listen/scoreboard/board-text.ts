import { formatCount, formatMeasured, type ValueFormat } from '@fealty/charts'
import type { Scoreboard } from '../../api/contracts.ts'
import { formatOf, shortTitleOf } from '../../measure/metric-format.ts'
import { writeChange } from '../../ui/change-text.ts'

export type Board = Scoreboard['boards'][number]

/** The scores of a board are points and shares; none is money. */
export function boardFormat(board: Pick<Board, 'unit'>): ValueFormat {
  return formatOf(board, '')
}

export const boardTitle = ({ score, title }: Pick<Board, 'score' | 'title'>): string =>
  shortTitleOf({ id: score, title })

/** `12 answers in the last hour`. */
export function writeHour(answers: number): string {
  if (answers === 0) return 'No answer in the last hour'
  return `${formatCount(answers)} ${answers === 1 ? 'answer' : 'answers'} in the last hour`
}

/**
 * How many answered within the hour, and where the score stands that most answers carry: NPS where
 * one can be stated, else another. Anonymous answers have no hour, so a board of only those is silent
 * about it.
 */
export function writeBoardHeadline({ boards, lastHour }: Scoreboard): string {
  if (boards.length === 0) return 'No survey is open.'
  const standing = writeStanding(boards)
  if (boards.every((board) => board.lastHour === null))
    return standing.charAt(0).toUpperCase() + standing.slice(1)
  return `${writeHour(lastHour)}; ${standing}`
}

function writeStanding(boards: readonly Board[]): string {
  const stated = boards.filter(({ measured }) => measured.kind === 'estimate')
  const scores = stated.filter(({ score }) => score === 'nps')
  const [board] = (scores.length > 0 ? scores : stated).toSorted(
    (a, b) => b.measured.n - a.measured.n,
  )
  if (!board) return 'too few answers this quarter to state a score.'
  const alike = boards.filter(({ score }) => score === board.score)
  const of = alike.length > 1 ? ` of ${board.survey}` : ''
  const value = formatMeasured(board.measured, boardFormat(board))
  const start = `${boardTitle(board)}${of}`
  return `${start} stands at ${value} this quarter ${writeVerdict(board)}.`
}

function writeVerdict(board: Board): string {
  const { change } = board
  if (change.verdict === 'too few') return 'with too little before it to compare with'
  if (change.verdict === 'noise') return 'and holds'
  const { text } = writeChange(change, boardFormat(board), 'higher')
  const size = text.replace(/ real$/, '')
  return `and ${(change.difference ?? 0) < 0 ? 'fell' : 'rose'} by ${size}`
}
