import { writeDay } from '@fealty/core'
import { formatCount } from '@fealty/charts'
import { useState } from 'react'
import type { ContactPolicy } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useSession } from '../../app/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { RehearsalSection } from '../invitations/RehearsalSection.tsx'
import { BudgetDialog } from './BudgetDialog.tsx'
import { budgetHeadline, weekdayNames, writeRule } from './budget-words.ts'

/** How often, when and on what consent customers may be written to, and what the month to come brings. */
export function BudgetPage() {
  const answer = useQuestion('budget.get', {})
  const surveys = useQuestion('invitations.plans', {}).data?.surveys ?? []
  const [edit, setEdit] = useState(false)
  const role = useSession()?.signedIn?.role
  return (
    <Answered answer={answer}>
      {({ policy, version, timeZone }) => (
        <>
          <PageHead
            page="Contact budget"
            headline={budgetHeadline(policy)}
            subline={
              version === 0
                ? 'The standard budget; nobody has changed it yet'
                : `Version ${formatCount(version)}; every version stays`
            }
            tools={
              role === 'owner' && (
                <Button look="primary" onClick={() => setEdit(true)}>
                  Change
                </Button>
              )
            }
          />
          <div className="stack">
            <PolicySection policy={policy} timeZone={timeZone} surveys={surveys} />
            {role !== 'agent' && <RehearsalSection />}
          </div>
          {edit && (
            <BudgetDialog policy={policy} version={version} onClose={() => setEdit(false)} />
          )}
        </>
      )}
    </Answered>
  )
}

interface PolicySectionProps {
  policy: ContactPolicy
  timeZone: string
  surveys: readonly { id: string; name: string }[]
}

function PolicySection({ policy, timeZone, surveys }: PolicySectionProps) {
  const nameOf = (id: string) => surveys.find((survey) => survey.id === id)?.name ?? 'one survey'
  const { hours, weekdays, holidays, consent } = policy
  return (
    <Section title="What holds">
      <dl className="facts">
        <dt>Contacts</dt>
        <dd>
          {policy.rules.length === 0
            ? 'no limit'
            : policy.rules.map((rule) => (
                <span className="fact-line" key={JSON.stringify(rule)}>
                  {writeRule(rule, nameOf)}
                </span>
              ))}
        </dd>
        <dt>Hours</dt>
        <dd>
          {weekdayNames(weekdays)}, {hours.from} to {hours.until} ({timeZone})
        </dd>
        <dt>Holidays</dt>
        <dd>
          {holidays.length === 0
            ? 'none written down'
            : holidays.map((day) => writeDay(day, true)).join(', ')}
        </dd>
        <dt>Consent</dt>
        <dd>
          {consent === 'required'
            ? 'only customers who have agreed to the purpose'
            : 'everybody who has not stopped the purpose'}
        </dd>
      </dl>
    </Section>
  )
}
