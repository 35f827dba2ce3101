import { useQuery } from '@tanstack/react-query'
import { questionOptions } from '../../api/use-question.ts'

const refreshMilliseconds = 60_000

/** How many calls are late or due today; nothing where there are none. */
export function CaseBadge() {
  const board = useQuery({
    ...questionOptions('cases.board', {}),
    refetchInterval: refreshMilliseconds,
    retry: false,
  }).data
  const waiting = board === undefined ? 0 : board.late + board.dueToday
  if (waiting === 0) return null
  return (
    <span className="nav-badge">
      {waiting}
      <span className="visually-hidden"> due or late</span>
    </span>
  )
}
