import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { questionOptions } from '../api/use-question.ts'
import { engineNotice } from './engine-notice.ts'

const everyMilliseconds = 30_000

/** One line on every page while the engine is away; when it is back, the page asks again by itself. */
export function EngineNotice() {
  const cache = useQueryClient()
  const { data } = useQuery({
    ...questionOptions('engine.state', {}),
    refetchInterval: everyMilliseconds,
    retry: false,
  })
  const text = data === undefined ? null : engineNotice(data)
  const wasAway = useRef(false)
  useEffect(() => {
    if (wasAway.current && text === null) void cache.invalidateQueries()
    wasAway.current = text !== null
  }, [cache, text])
  if (text === null) return null
  return (
    <p className="note note--worse" role="status">
      {text}
    </p>
  )
}
