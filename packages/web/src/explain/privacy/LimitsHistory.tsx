import { writeDay } from '@fealty/core'
import { useQuestion } from '../../api/use-question.ts'

/** Who has moved the limits, when, and from what: a looser limit is nobody's secret. */
export function LimitsHistory() {
  const changes = useQuestion('settings.limits-history', {}).data?.changes
  if (changes === undefined) return null
  if (changes.length === 0) return <p className="quiet">Nobody has changed these limits.</p>
  return (
    <ul className="plain-list" aria-label="Changes of the limits">
      {changes.map(({ from, to, by, on }, index) => (
        <li key={`${on} ${index}`} className="hint">
          {writeDay(on, true)}, {by}: scores from {from.scores} to {to.scores}, words from{' '}
          {from.comments} to {to.comments}
        </li>
      ))}
    </ul>
  )
}
