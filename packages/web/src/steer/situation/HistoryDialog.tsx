import { writeDay } from '@fealty/core'
import { useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { compareStatements } from './compare-statements.ts'
import type { Listed } from './words.ts'

type History = Answer<'situation.history'>

interface HistoryDialogProps {
  listed: Listed
  onClose: () => void
}

/** How a statement came to be what it is: its versions, two of them side by side, and its reviews. */
export function HistoryDialog({ listed, onClose }: HistoryDialogProps) {
  const answer = useQuestion('situation.history', { id: listed.id })
  return (
    <Dialog title="Versions" open onClose={onClose}>
      <Answered answer={answer}>
        {(history) => (
          <>
            <Comparison {...history} />
            <Reviews {...history} />
          </>
        )}
      </Answered>
    </Dialog>
  )
}

const dayOf = (moment: string): string => writeDay(moment.slice(0, 10), true)

function Comparison({ versions }: History) {
  const newest = versions.length
  const [from, setFrom] = useState(String(Math.max(1, newest - 1)))
  const [to, setTo] = useState(String(newest))
  const options = versions.map(({ version, changedAt }) => ({
    value: String(version),
    label: `Version ${version}, ${dayOf(changedAt)}`,
  }))
  const find = (text: string) => versions.find(({ version }) => String(version) === text)
  const [before, after] = [find(from), find(to)]
  const only = versions[0]
  if (newest === 1 && only) {
    return (
      <>
        <p className="situation-quote">{only.statement.text}</p>
        <p className="hint">Written {dayOf(only.changedAt)} and not changed since.</p>
      </>
    )
  }
  return (
    <>
      <div className="field-row">
        <SelectField label="From" value={from} options={options} onChange={setFrom} />
        <SelectField label="To" value={to} options={options} onChange={setTo} />
      </div>
      {before && after && (
        <Differences rows={compareStatements(before.statement, after.statement)} />
      )}
    </>
  )
}

function Differences({ rows }: { rows: ReturnType<typeof compareStatements> }) {
  if (rows.length === 0) return <p className="hint">These two versions say the same.</p>
  return (
    <dl className="differences">
      {rows.map(({ what, before, after }) => (
        <div key={what}>
          <dt>{what}</dt>
          {before !== '' && (
            <dd>
              <del>{before}</del>
            </dd>
          )}
          {after !== '' && (
            <dd>
              <ins>{after}</ins>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}

function Reviews({ reviews }: History) {
  if (reviews.length === 0) return null
  return (
    <ul className="plain-list versions" aria-label="Reviews">
      {reviews.map(({ on, role, version, note }) => (
        <li key={`${on} ${version} ${role}`}>
          {role}: version {version} still held on {writeDay(on, true)}
          {note !== '' && <span className="statement-note"> · {note}</span>}
        </li>
      ))}
    </ul>
  )
}
