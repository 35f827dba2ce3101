import { writeDay, writeDays } from '@fealty/core'
import type { ReactNode } from 'react'
import { formatOf } from '../../measure/metric-format.ts'
import { Button } from '../../ui/Button.tsx'
import { MeasuredText, RangeText } from '../../ui/MeasuredText.tsx'
import { KpiStrip } from '../KpiStrip.tsx'
import { useCurrency } from '../use-currency.ts'
import type { Listed } from './words.ts'

/** What a person may do with a statement; those who only read see its versions. */
export interface StatementActions {
  onHistory: (listed: Listed) => void
  edit?: { onEdit: (listed: Listed) => void; onReview: (listed: Listed) => void } | undefined
}

interface StatementListProps {
  rows: readonly Listed[]
  /** What stands before the text: a force, an area, the answer of a question. */
  lead?: (listed: Listed) => ReactNode
  actions: StatementActions
}

/** Statements with the measures they rest on, and when somebody must look at them again. */
export function StatementList({ rows, lead, actions }: StatementListProps) {
  return (
    <ul className={lead ? 'statements' : 'statements statements--plain'}>
      {rows.map((listed) => (
        <li key={listed.id}>
          {lead && <div className="statement-lead">{lead(listed)}</div>}
          <div className="statement-text">
            <p>{listed.statement.text}</p>
            <Links listed={listed} />
            <DueLine listed={listed} />
          </div>
          {listed.cited && <Cited listed={listed} />}
          <Tools listed={listed} {...actions} />
        </li>
      ))}
    </ul>
  )
}

function Tools({ listed, onHistory, edit }: StatementActions & { listed: Listed }) {
  const { text } = listed.statement
  return (
    <div className="statement-actions no-print">
      {edit && (
        <>
          <Button
            small
            look={listed.overdue ? 'quiet' : 'plain'}
            aria-label={`It still holds: ${text}`}
            onClick={() => edit.onReview(listed)}
          >
            Still holds
          </Button>
          <Button
            small
            look="plain"
            aria-label={`Change: ${text}`}
            onClick={() => edit.onEdit(listed)}
          >
            Change
          </Button>
        </>
      )}
      <Button small look="plain" aria-label={`Versions: ${text}`} onClick={() => onHistory(listed)}>
        Versions
      </Button>
    </div>
  )
}

/** What watches it, what it speaks for, and what it lacks. */
function Links({ listed: { kpis, levers, flag } }: { listed: Listed }) {
  const names = (all: readonly { name: string }[]) => all.map(({ name }) => name).join(', ')
  const said = [
    ...(kpis.length > 0 ? [`watched by ${names(kpis)}`] : []),
    ...(levers.length > 0 ? [`speaks for: ${names(levers)}`] : []),
  ]
  return (
    <>
      {flag !== null && <p className="statement-note tone-worse">✕ {flag}</p>}
      {said.length > 0 && <p className="statement-note">{said.join(' · ')}</p>}
    </>
  )
}

function DueLine({ listed: { statement, seenOn, dueOn, overdue, review } }: { listed: Listed }) {
  const seen = review?.on === seenOn ? `reviewed as ${review.role}` : 'written'
  return (
    <p className="statement-note">
      {statement.owner} · {seen} {writeDay(seenOn, true)} ·{' '}
      <span className={overdue ? 'tone-worse' : undefined}>
        {overdue ? '✕ due since' : 'due'} {writeDay(dueOn, true)}
      </span>
    </p>
  )
}

/** The live value of what a statement cites, its interval drawn. */
function Cited({ listed: { statement, cited } }: { listed: Listed }) {
  const currency = useCurrency()
  if (!cited || !statement.citation) return null
  const { metric, measured } = cited
  const { where, from, to } = statement.citation
  const format = formatOf(metric, currency)
  const whom = where.map((each) => each.slice(each.indexOf('=') + 1)).join(', ')
  return (
    <div className="statement-cited">
      <p>
        {metric.title} <MeasuredText measured={measured} format={format} />
      </p>
      {measured.kind === 'estimate' && (
        <KpiStrip
          name={metric.title}
          measured={measured}
          format={format}
          better={metric.better}
          width={190}
        />
      )}
      <p className="statement-note">
        {measured.kind === 'estimate' && (
          <>
            <RangeText measured={measured} format={format} />
            <br />
          </>
        )}
        {whom === '' ? 'All customers' : whom}, {writeDays(from, to)}
      </p>
    </div>
  )
}
