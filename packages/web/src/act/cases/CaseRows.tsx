import { Link } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import type { CaseList, CaseRow } from '../../api/contracts.ts'
import { moneyText } from '../../measure/money-text.ts'
import { dueText, scoreText } from './case-text.ts'

interface CaseRowsProps {
  cases: CaseList
  chosen?: string | undefined
  /** Where the case is shown beside the list; without it, and on a narrow screen, a row leads to its page. */
  onChoose?: (caseId: string) => void
}

/** As wide as the page must be for the case to stand beside the list; the style sheet has the same. */
const besideTheList = '(min-width: 1181px)'

/** The list: score, who, when, and the customer's own words. */
export function CaseRows({ cases, chosen, onChoose }: CaseRowsProps) {
  const choose = (id: string) => (event: MouseEvent) => {
    if (!onChoose || event.ctrlKey || event.metaKey || !matchMedia(besideTheList).matches) return
    event.preventDefault()
    onChoose(id)
  }
  return (
    <ul className="case-list">
      {cases.rows.map((row) => (
        <li key={row.id}>
          <Link
            id={`case-${row.id}`}
            className="case-row"
            to="/cases/$caseId"
            params={{ caseId: row.id }}
            aria-current={row.id === chosen ? 'true' : undefined}
            onClick={choose(row.id)}
          >
            <Row row={row} cases={cases} />
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Row({ row, cases: { timeZone, currency } }: { row: CaseRow; cases: CaseList }) {
  const [score = '', rest = ''] = scoreText(row.scores).split(/ (.*)/)
  const tone = row.late ? ' case-due--late' : row.dueToday ? ' case-due--today' : ''
  const facts = [
    row.unit,
    row.yearlyRevenue === null ? null : `${moneyText(row.yearlyRevenue, currency)} a year`,
    row.owner,
  ].filter((fact) => fact !== null && fact !== '')
  return (
    <>
      <span className="case-score">
        {score}
        <small>{rest}</small>
      </span>
      <span className="case-who">{row.customerName ?? row.customerId}</span>
      <span className={`case-due${tone}`}>
        {row.late && <span aria-hidden="true">▼ </span>}
        {dueText(row, timeZone)}
        {row.escalated > 0 && ', passed on'}
      </span>
      <span className="case-words">
        {row.comment === null ? '' : `“${row.comment}” · `}
        {facts.join(' · ')}
        {row.priority === 'high' && ' · urgent'}
      </span>
    </>
  )
}
