import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Scoreboard } from '../../api/contracts.ts'
import { useLiveScoreboard } from '../../api/live-scoreboard.ts'
import { PageHead } from '../../app/PageHead.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState, PageSkeleton } from '../../ui/states.tsx'
import { useWidth } from '../../ui/use-width.ts'
import { keepScope } from '../../url/scope.ts'
import { BoardRows } from './BoardRows.tsx'
import { writeBoardHeadline, writeHour } from './board-text.ts'
import { CalmWords } from './CalmWords.tsx'
import { LineState } from './LineState.tsx'
import './scoreboard.css'

const route = getRouteApi('/app/scoreboard')

/** Where the open surveys stand this quarter, moving while answers come. */
export function ScoreboardPage() {
  const { board, line } = useLiveScoreboard()
  const isWall = route.useSearch().show === 'wall'
  if (!board)
    return (
      <>
        <LineState line={line} />
        <PageSkeleton rows={4} />
      </>
    )
  return (
    <div className={isWall ? 'board-page board-page--wall' : 'board-page'}>
      <PageHead
        page="Live scoreboard"
        headline={writeBoardHeadline(board)}
        subline={writeSubline(board)}
        tools={<WallSwitch isWall={isWall} />}
      />
      <LineState line={line} />
      {board.boards.length === 0 ? <NothingOpen /> : <Rows board={board} isWall={isWall} />}
      <CalmWords words={writeHour(board.lastHour)} />
    </div>
  )
}

function writeSubline({ period, previous }: Scoreboard): string {
  return `${period.label} up to this second, against the whole of ${previous.label}. Waiting answers are counted here and are not yet in other pages`
}

function Rows({ board, isWall }: { board: Scoreboard; isWall: boolean }) {
  const [box, width] = useWidth<HTMLDivElement>()
  const [least, most] = [120, 240]
  const strip = isWall ? Math.floor(width * 0.28) : most
  return (
    <div ref={box}>
      {width > 0 && <BoardRows board={board} stripWidth={Math.max(least, strip)} />}
    </div>
  )
}

function NothingOpen() {
  return (
    <EmptyState
      title="Answers will show here as they come"
      actions={
        <Link to="/surveys" search={keepScope} className="button button--primary">
          Open a survey
        </Link>
      }
    >
      A survey that is published and open has a row for each of its scores: NPS, satisfaction,
      effort.
    </EmptyState>
  )
}

/** Large type and nothing around it; Escape leads back. The whole screen where the browser grants it. */
function WallSwitch({ isWall }: { isWall: boolean }) {
  const navigate = route.useNavigate()
  const leave = () => {
    if (document.fullscreenElement) void document.exitFullscreen()
    void navigate({ search: keepScope })
  }
  const enter = () => {
    document.documentElement.requestFullscreen().catch(() => undefined)
    void navigate({ search: (search) => ({ ...search, show: 'wall' }) })
  }
  useEffect(() => {
    if (!isWall) return undefined
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') leave()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
  return <Button onClick={isWall ? leave : enter}>{isWall ? 'Leave' : 'Show on a wall'}</Button>
}
