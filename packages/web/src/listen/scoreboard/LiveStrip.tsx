import { Link } from '@tanstack/react-router'
import { useLiveScoreboard } from '../../api/live-scoreboard.ts'
import { KeyFigure, RangeText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { Tiles } from '../../ui/Tiles.tsx'
import { keepScope } from '../../url/scope.ts'
import { BoardStrip } from './BoardStrip.tsx'
import { boardFormat, boardTitle, writeHour } from './board-text.ts'
import { CalmWords } from './CalmWords.tsx'
import { LineState } from './LineState.tsx'

/** The scores of the open surveys as they move, on the scorecard; nothing while no survey is open. */
export function LiveStrip() {
  const { board, line } = useLiveScoreboard()
  if (!board || board.boards.length === 0) return null
  const { boards, lastHour, period } = board
  return (
    <Section
      title={`${period.label}, live`}
      note={writeHour(lastHour)}
      tools={
        <Link to="/scoreboard" search={keepScope}>
          Live scoreboard
        </Link>
      }
    >
      <LineState line={line} />
      <Tiles>
        {boards.map((each) => (
          <article className="tile" key={`${each.surveyId} ${each.score}`}>
            <h3>
              {boardTitle(each)} · {each.survey}
            </h3>
            <KeyFigure measured={each.measured} format={boardFormat(each)} counted="answers" />
            <RangeText measured={each.measured} format={boardFormat(each)} counted="answers" />
            <BoardStrip board={each} boards={boards} width={150} />
            {each.lastHour !== null && <span className="range">{writeHour(each.lastHour)}</span>}
          </article>
        ))}
      </Tiles>
      <CalmWords words={writeHour(lastHour)} />
    </Section>
  )
}
