import { useEffect, useRef, useState } from 'react'

const pauseMilliseconds = 10_000

/** Words that are read aloud when they change, but not more often than every ten seconds. */
export function CalmWords({ words }: { words: string }) {
  const [said, setSaid] = useState('')
  const latest = useRef(words)
  useEffect(() => {
    latest.current = words
  }, [words])
  useEffect(() => {
    const timer = setInterval(() => setSaid(latest.current), pauseMilliseconds)
    return () => clearInterval(timer)
  }, [])
  return (
    <p className="visually-hidden" aria-live="polite">
      {said}
    </p>
  )
}
