import { formatCount } from '@fealty/charts'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { InvitationPlan } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useMayWrite } from '../../app/use-may-write.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { RangeText, MeasuredText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { HeardSection } from './HeardSection.tsx'
import { PlanDialog } from './PlanDialog.tsx'
import { writeMode, writeWhom } from './plan-words.ts'

const share = { unit: 'share' } as const

/** Who is asked by which plan, and which classes of customers are never heard. */
export function InvitationsPage() {
  const answer = useQuestion('invitations.plans', {})
  const [open, setOpen] = useState(false)
  const mayEdit = useMayWrite()
  return (
    <Answered answer={answer}>
      {({ headline, plans, surveys, catchesMail }) => (
        <>
          <PageHead
            page="Invitations"
            headline={headline}
            subline={
              catchesMail
                ? 'No mail server is set: mails are kept here and shown on the page Mail'
                : 'Every contact is decided by the contact budget'
            }
            tools={
              mayEdit && (
                <Button
                  look="primary"
                  disabled={surveys.length === 0}
                  onClick={() => setOpen(true)}
                >
                  New plan
                </Button>
              )
            }
          />
          <div className="stack">
            <Section title="Plans" note={`${plans.length}`}>
              <DataTable
                caption="Plans of invitations"
                rows={plans}
                keyOf={({ id }) => id}
                columns={columns}
                empty={
                  <p className="quiet">
                    {surveys.length === 0
                      ? 'Publish a survey first; then plan whom it is sent to.'
                      : 'Nobody is invited by a plan yet. A plan says who is asked which survey, when, and how many answers are wanted.'}
                  </p>
                }
              />
            </Section>
            <HeardSection />
          </div>
          {open && <PlanDialog surveys={surveys} onClose={() => setOpen(false)} />}
        </>
      )}
    </Answered>
  )
}

const asked = ({ counts }: InvitationPlan): number =>
  counts.sent + counts.answered + counts.expired + counts.bounced

const columns: Column<InvitationPlan>[] = [
  {
    id: 'name',
    header: 'Plan',
    cell: (plan) => (
      <>
        <Link className="row-title" to="/invitations/$planId" params={{ planId: plan.id }}>
          {plan.name}
        </Link>
        <span className="row-note">{plan.survey}</span>
      </>
    ),
  },
  { id: 'when', header: 'Asks', fold: 'narrow', cell: writeMode },
  { id: 'whom', header: 'Whom', fold: 'middle', cell: writeWhom },
  {
    id: 'asked',
    header: 'Asked',
    align: 'right',
    cell: (plan) => formatCount(asked(plan)),
  },
  {
    id: 'answered',
    header: 'Answered',
    align: 'right',
    fold: 'narrow',
    cell: ({ counts }) => formatCount(counts.answered),
  },
  {
    id: 'rate',
    header: 'Response rate',
    align: 'right',
    cell: ({ responseRate }) => (
      <>
        <MeasuredText measured={responseRate} format={share} counted="ended" />{' '}
        {responseRate.kind === 'estimate' && (
          <span className="fold-narrow">
            <RangeText measured={responseRate} format={share} />
          </span>
        )}
      </>
    ),
  },
  {
    id: 'state',
    header: 'State',
    align: 'right',
    cell: ({ state }) => (state === 'on' ? 'on' : <span className="quiet">off</span>),
  },
]
