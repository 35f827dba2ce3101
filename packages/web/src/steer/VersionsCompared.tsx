import { useState } from 'react'
import { useCompanyCalendar } from '../app/company-calendar.ts'
import { SelectField } from '../ui/SelectField.tsx'
import { compareTold, type Difference, type Told } from './compare-told.ts'

interface ToldVersion {
  version: number
  /** ISO 8601 in UTC. */
  changedAt: string
  author: string
  reason?: string | null
  told: Told
}

interface VersionsComparedProps {
  /** The first one first. */
  versions: readonly ToldVersion[]
  /** Stands for a record that was never changed. */
  children: React.ReactNode
}

/** Two versions of a record side by side: who wrote each, when and why, and what they say differently. */
export function VersionsCompared({ versions, children }: VersionsComparedProps) {
  const { writeDayOf } = useCompanyCalendar()
  const newest = versions.length
  const [from, setFrom] = useState(String(Math.max(1, newest - 1)))
  const [to, setTo] = useState(String(newest))
  const [only] = versions
  if (newest === 1 && only) {
    return (
      <>
        {children}
        <p className="hint">
          Written {writeDayOf(only.changedAt)} by {only.author} and not changed since.
        </p>
      </>
    )
  }
  const options = versions.map(({ version, changedAt, author }) => ({
    value: String(version),
    label: `Version ${version}, ${writeDayOf(changedAt)}, ${author}`,
  }))
  const find = (text: string) => versions.find(({ version }) => String(version) === text)
  const [before, after] = [find(from), find(to)]
  return (
    <>
      <div className="field-row">
        <SelectField label="From" value={from} options={options} onChange={setFrom} />
        <SelectField label="To" value={to} options={options} onChange={setTo} />
      </div>
      {before && after && <Differences rows={compareTold(before.told, after.told)} />}
      <Reasons versions={versions} />
    </>
  )
}

function Differences({ rows }: { rows: readonly Difference[] }) {
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

function Reasons({ versions }: { versions: readonly ToldVersion[] }) {
  const { writeDayOf } = useCompanyCalendar()
  const said = versions.filter(({ reason }) => (reason ?? '') !== '')
  if (said.length === 0) return null
  return (
    <ul className="notes-list" aria-label="Reasons">
      {said.map(({ version, author, changedAt, reason }) => (
        <li key={version}>
          Version {version}, {author}, {writeDayOf(changedAt)}: {reason}
        </li>
      ))}
    </ul>
  )
}
