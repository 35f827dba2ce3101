import { domainOf } from '@fealty/charts'
import { Strip } from '../../measure/Strip.tsx'
import { boardFormat, boardTitle, type Board } from './board-text.ts'

interface BoardStripProps {
  board: Board
  /** Rows of the same score share an axis. */
  boards: readonly Board[]
  width: number
}

/** Where the score stands with its interval, and as an open dot where it stood before. */
export function BoardStrip({ board, boards, width }: BoardStripProps) {
  const alike = boards.filter(({ score }) => score === board.score)
  const known = alike
    .flatMap(({ measured, before }) => [measured, before])
    .filter(({ kind }) => kind === 'estimate')
  if (known.length === 0) return null
  const [low, high] = domainOf(known, [])
  const room = (high - low) * 0.15
  return (
    <Strip
      title={`${boardTitle(board)} of ${board.survey}`}
      row={{
        now: board.measured,
        before: board.before,
        verdict: board.change.verdict,
        better: 'higher',
      }}
      domain={[low - room, high + room]}
      format={boardFormat(board)}
      width={width}
    />
  )
}
