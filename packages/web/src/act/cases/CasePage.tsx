import { getRouteApi, Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { CaseData } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { Section } from '../../ui/Section.tsx'
import { PageSkeleton } from '../../ui/states.tsx'
import { CaseActions } from './CaseActions.tsx'
import { dueText, scoreText } from './case-text.ts'
import type { CaseForm } from './case-form.ts'
import { CaseFacts, CaseLog, CaseWords } from './CaseView.tsx'
import { useKeys } from './use-case-keys.ts'

const route = getRouteApi('/app/cases/$caseId')

/** One case: what was said, what was done, what comes next. */
export function CasePage() {
  const { caseId } = route.useParams()
  const answer = useQuestion('cases.one', { caseId })
  const [form, setForm] = useState<CaseForm>()
  const keys = useMemo(
    () => ({ c: () => setForm('contact'), r: () => setForm('resolve'), n: () => setForm('note') }),
    [],
  )
  useKeys(keys)
  return (
    <Answered answer={answer} skeleton={<PageSkeleton rows={6} />}>
      {(data) => (
        <>
          <PageHead
            page={data.case.customerName ?? data.case.customerId}
            headline={headlineOf(data)}
            subline={[data.case.unit, data.case.owner, data.case.ruleName]
              .filter((part) => part !== null && part !== '')
              .join(' · ')}
            tools={
              <Link to="/cases" className="button">
                All cases
              </Link>
            }
          />
          <div className="split">
            <div className="stack">
              <Section title="In their words">
                <div className="section-body">
                  <CaseWords data={data} />
                </div>
              </Section>
              <CaseActions data={data} form={form} onForm={setForm} />
              <CaseLog data={data} />
            </div>
            <div className="stack">
              <Section title="The case">
                <div className="section-body">
                  <CaseFacts data={data} />
                </div>
              </Section>
              <OtherAnswers data={data} />
            </div>
          </div>
        </>
      )}
    </Answered>
  )
}

function headlineOf({ case: record, timeZone }: CaseData): string {
  const who = record.customerName ?? record.customerId
  const score = scoreText(record.scores)
  const state = dueText(record, timeZone)
  return `${who}${score === '' ? '' : ` gave ${score}`}: ${state}.`
}

function OtherAnswers({ data }: { data: CaseData }) {
  if (data.answers.length < 2) return null
  return (
    <Section title="All answers in it" note={`${data.answers.length}`}>
      <ul className="answers">
        {data.answers.map((answer) => (
          <li key={answer.responseId}>
            {answer.comment !== null && <blockquote>“{answer.comment}”</blockquote>}
            <p className="section-note">
              {[answer.nps === null ? null : `${answer.nps} of 10`, answer.touchpoint, answer.day]
                .filter((part) => part !== null)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
