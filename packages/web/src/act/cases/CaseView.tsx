import { formatMoney } from '@fealty/charts'
import { Link } from '@tanstack/react-router'
import type { CaseData } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { writeMoment } from '../../app/company-calendar.ts'
import { moneyText } from '../../measure/money-text.ts'
import { Section } from '../../ui/Section.tsx'
import { PageSkeleton } from '../../ui/states.tsx'
import { CaseActions } from './CaseActions.tsx'
import type { CaseForm } from './case-form.ts'
import { dueText, heldText, scoreText, writeHours } from './case-text.ts'

interface CaseViewProps {
  caseId: string
  form: CaseForm | undefined
  onForm: (form: CaseForm | undefined) => void
}

/** A case beside the inbox. */
export function CaseView({ caseId, form, onForm }: CaseViewProps) {
  const answer = useQuestion('cases.one', { caseId })
  return (
    <Answered answer={answer} skeleton={<PageSkeleton rows={5} />}>
      {(data) => (
        <div className="stack-tight">
          <CaseWords data={data} />
          <CaseActions data={data} form={form} onForm={onForm} />
          <CaseFacts data={data} />
          <CaseLog data={data} />
        </div>
      )}
    </Answered>
  )
}

/** What the customer said, in the customer's words. */
export function CaseWords({ data }: { data: CaseData }) {
  const { case: record, currency } = data
  const facts = [
    scoreText(record.scores),
    record.touchpoint,
    record.answeredOn,
    record.yearlyRevenue === null ? null : `${moneyText(record.yearlyRevenue, currency)} a year`,
  ].filter((fact) => fact !== null && fact !== '')
  return (
    <div className="stack-tight">
      <p className="quote">
        {record.comment === null ? 'No words were left.' : `“${record.comment}”`}
      </p>
      <p className="section-note">
        <Link to="/customers/$customerId" params={{ customerId: record.customerId }}>
          {record.customerName ?? record.customerId}
        </Link>
        {facts.length > 0 && ` · ${facts.join(' · ')}`}
      </p>
    </div>
  )
}

export function CaseFacts({ data }: { data: CaseData }) {
  const { case: record, currency, timeZone } = data
  const facts: [string, string | null][] = [
    ['State', dueText(record, timeZone)],
    ['Owner', record.owner],
    ['Unit', record.unit],
    ['Segment', record.segment],
    ['Opened', writeMoment(record.openedAt, timeZone)],
    ['Opened by', record.ruleName],
    [
      'First contact',
      record.contactHours === null ? null : `after ${writeHours(record.contactHours)}`,
    ],
    ['Root cause', record.rootCause],
    ['Action', record.action],
    ['Reason', record.dismissReason],
    [
      'Expected value',
      record.expectedValue === null ? null : formatMoney(record.expectedValue, currency),
    ],
    ['Ask again', reaskText(data)],
  ]
  return (
    <dl className="facts">
      {facts.map(
        ([name, value]) =>
          value !== null &&
          value !== '' && (
            <div className="fact" key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

function reaskText({ case: record, timeZone }: CaseData): string | null {
  if (record.reask === 'answered') return `answered ${record.reaskNps ?? ''} of 10`
  if (record.reask === 'planned' && record.reaskAt !== null)
    return writeMoment(record.reaskAt, timeZone)
  if (record.heldQuestion !== null) return heldText(record.heldQuestion, timeZone)
  if (record.reask === 'asked') return 'asked, no answer yet'
  if (record.reask === 'cancelled') return 'cancelled'
  return record.reaskAfterDays === null ? null : `${record.reaskAfterDays} days after closing`
}

/** Everything that was done, the newest first. */
export function CaseLog({ data }: { data: CaseData }) {
  return (
    <Section title="Log" note={`${data.log.length}`}>
      <ul className="case-log">
        {[...data.log].reverse().map((line) => (
          <li key={line.seq}>
            {line.text}
            {line.note !== null && <p>{line.note}</p>}
            <time dateTime={line.at}>
              {writeMoment(line.at, data.timeZone)} · {line.by}
            </time>
          </li>
        ))}
      </ul>
    </Section>
  )
}
