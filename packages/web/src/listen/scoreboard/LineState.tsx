import type { LiveScoreboard } from '../../api/live-scoreboard.ts'

/** Says when the numbers have stopped to move, and what follows. Silent while all is well. */
export function LineState({ line }: Pick<LiveScoreboard, 'line'>) {
  if (line === 'ended')
    return (
      <p className="note note--worse" role="status">
        Your session has ended; what stands here no longer moves.{' '}
        <a href={`/sign-in?back=${encodeURIComponent(location.pathname + location.search)}`}>
          Sign in again
        </a>
      </p>
    )
  if (line !== 'lost') return null
  return (
    <p className="note note--worse" role="status">
      The connection is lost. What stands here is the last that came; it goes on by itself.
    </p>
  )
}
