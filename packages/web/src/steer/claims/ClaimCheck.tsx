import { useEffect, useState } from 'react'
import { useQuestion } from '../../api/use-question.ts'

/** Typing rests this long before the text is checked, in ms. */
const restMs = 350

/** The text once typing has rested. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}

/** What the text leaves open, as it is typed: relative or points, baseline, window, grade. */
export function ClaimCheck({ text }: { text: string }) {
  const rested = useRested(text)
  const isEmpty = rested.trim() === ''
  const { data } = useQuestion('claims.check', { text: rested }, !isEmpty)
  const findings = isEmpty ? [] : (data?.findings ?? [])
  return (
    <div role="status" className="claim-check">
      {!isEmpty && data && findings.length === 0 && (
        <p className="muted">✓ It leaves nothing open that the register asks for.</p>
      )}
      {findings.map(({ at, kind, problem }) => (
        <p key={at}>
          {kind === 'refused' ? '✕ Refused: ' : '◌ Open: '}
          {problem}
        </p>
      ))}
    </div>
  )
}
