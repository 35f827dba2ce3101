import { useSyncExternalStore } from 'react'
import { ApiError, askQuery } from './client.ts'
import type { Scoreboard } from './contracts.ts'
import { SharedLine } from './shared-line.ts'

/** What is known of the board, and whether it still moves. */
export interface LiveScoreboard {
  /** The last that came; it stays while the line is lost. */
  board: Scoreboard | undefined
  /** `ended`: the session is over, so the line does not come back by itself. */
  line: 'opening' | 'open' | 'lost' | 'ended'
}

const address = '/api/listen/scoreboard/live'
/** How long until a line that the server refused is tried again. */
const againMilliseconds = 5_000
const opening: LiveScoreboard = { board: undefined, line: 'opening' }

/** What a broken line says of itself: nothing, or the server's own words. */
function lineAfter(words: unknown): 'lost' | 'ended' {
  if (typeof words !== 'string') return 'lost'
  const { code } = JSON.parse(words) as { code?: string }
  return code === 'access.unauthenticated' ? 'ended' : 'lost'
}

/**
 * The browser itself comes back to a line that broke. It gives up where the server answered with an
 * error, and does not say which: then the board is asked once, and opened again when that works.
 */
function openLine(show: (state: LiveScoreboard) => void): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let current = opening
  let isClosed = false
  const change = (part: Partial<LiveScoreboard>) => {
    if (isClosed) return
    current = { ...current, ...part }
    show(current)
  }
  const stop = () => {
    source?.close()
    clearTimeout(timer)
  }
  const askAgain = async () => {
    try {
      change({ board: (await askQuery('listen.scoreboard', {})) as Scoreboard })
      connect()
    } catch (error) {
      if (isClosed) return
      if (error instanceof ApiError && error.status === 401) change({ line: 'ended' })
      else timer = setTimeout(() => void askAgain(), againMilliseconds)
    }
  }
  const connect = () => {
    stop()
    if (isClosed) return
    source = new EventSource(address)
    source.addEventListener('board', ({ data }: MessageEvent<string>) => {
      change({ board: JSON.parse(data) as Scoreboard, line: 'open' })
    })
    source.addEventListener('error', (event) => {
      const line = lineAfter((event as Partial<MessageEvent>).data)
      change({ line })
      if (line === 'ended') stop()
      else if (source?.readyState === EventSource.CLOSED)
        timer = setTimeout(() => void askAgain(), againMilliseconds)
    })
  }
  // A network that is switched off breaks no connection that is silent.
  const lose = () => change({ line: 'lost' })
  window.addEventListener('offline', lose)
  window.addEventListener('online', connect)
  connect()
  return () => {
    isClosed = true
    stop()
    window.removeEventListener('offline', lose)
    window.removeEventListener('online', connect)
  }
}

const shared = new SharedLine(opening, openLine)

/** The open surveys' scores as they move. One connection, whichever pages look; none when none does. */
export function useLiveScoreboard(): LiveScoreboard {
  return useSyncExternalStore(shared.subscribe, shared.read)
}
