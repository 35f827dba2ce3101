import { writeDay } from '@fealty/core'
import type { Answer } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { VersionsCompared } from '../VersionsCompared.tsx'
import { tellStatement } from './tell-statement.ts'
import type { Listed } from './words.ts'

type History = Answer<'situation.history'>

interface HistoryDialogProps {
  listed: Listed
  onClose: () => void
}

/** How a statement came to be what it is: its versions, two of them side by side, and its reviews. */
export function HistoryDialog({ listed, onClose }: HistoryDialogProps) {
  const answer = useQuestion('situation.history', { id: listed.id })
  const kpis = useQuestion('kpis.list', {}).data?.kpis ?? []
  const levers = useQuestion('levers.list', {}).data?.levers ?? []
  const nameOf = (id: string) => [...kpis, ...levers].find((one) => one.id === id)?.name ?? id
  return (
    <Dialog title="Versions" open onClose={onClose}>
      <Answered answer={answer}>
        {({ versions, reviews }) => (
          <>
            <VersionsCompared
              versions={versions.map(({ statement, ...version }) => ({
                ...version,
                told: tellStatement(statement, nameOf),
              }))}
            >
              <p className="situation-quote">{listed.statement.text}</p>
            </VersionsCompared>
            <Reviews reviews={reviews} />
          </>
        )}
      </Answered>
    </Dialog>
  )
}

function Reviews({ reviews }: Pick<History, 'reviews'>) {
  if (reviews.length === 0) return null
  return (
    <ul className="notes-list" aria-label="Reviews">
      {reviews.map(({ on, role, version, note }) => (
        <li key={`${on} ${version} ${role}`}>
          {role}: version {version} still held on {writeDay(on, true)}
          {note !== '' && <span className="statement-note"> · {note}</span>}
        </li>
      ))}
    </ul>
  )
}
