import { formatCount, formatMeasured } from '@fealty/charts'
import { KeyFigure, RangeText } from '../../ui/MeasuredText.tsx'
import { VerdictMark } from '../../ui/VerdictMark.tsx'
import type { Scoreboard } from '../../api/contracts.ts'
import { BoardStrip } from './BoardStrip.tsx'
import { boardFormat, boardTitle, type Board } from './board-text.ts'

interface BoardRowsProps {
  board: Scoreboard
  stripWidth: number
}

/** One row for each score of each open survey. */
export function BoardRows({ board, stripWidth }: BoardRowsProps) {
  return (
    <ul className="board">
      {board.boards.map((each) => (
        <li key={`${each.surveyId} ${each.score}`}>
          <Row each={each} board={board} stripWidth={stripWidth} />
        </li>
      ))}
    </ul>
  )
}

function Row({ each, board, stripWidth }: BoardRowsProps & { each: Board }) {
  const format = boardFormat(each)
  return (
    <article className="board-row">
      <div className="board-name">
        <h2>{boardTitle(each)}</h2>
        <p>{each.survey}</p>
      </div>
      <div className="board-value">
        <KeyFigure measured={each.measured} format={format} counted="answers" />
      </div>
      <div className="board-strip">
        <BoardStrip board={each} boards={board.boards} width={stripWidth} />
        <RangeText measured={each.measured} format={format} counted="answers" />
      </div>
      <dl className="board-facts">
        <div>
          <dt>{board.previous.label}</dt>
          <dd>
            {each.before.kind === 'estimate' && `${formatMeasured(each.before, format)} `}
            <VerdictMark change={each.change} format={format} better="higher" />
          </dd>
        </div>
        <div>
          <dt>Last hour</dt>
          <dd>{each.lastHour === null ? 'anonymous' : formatCount(each.lastHour)}</dd>
        </div>
        <div>
          <dt>Waiting</dt>
          <dd>{formatCount(each.waiting)}</dd>
        </div>
      </dl>
    </article>
  )
}
