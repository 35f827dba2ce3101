import { formatCount } from '@fealty/charts'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useSession } from '../../app/session.ts'
import { useMayWrite } from '../../app/use-may-write.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { KeyFigure, RangeText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { Tiles } from '../../ui/Tiles.tsx'
import { PlanDialog } from './PlanDialog.tsx'
import { RehearsalSection } from './RehearsalSection.tsx'
import { planHeadline, ruleWords, writeMode, writeWhom } from './plan-words.ts'
import { RateSection } from './RateSection.tsx'

const route = getRouteApi('/app/invitations/$planId')
const share = { unit: 'share' } as const
type PlanData = Answer<'invitations.plan'>

/** One plan: how it goes, what would come, and what was held back. */
export function PlanPage() {
  const { planId } = route.useParams()
  const answer = useQuestion('invitations.plan', { id: planId })
  const surveys = useQuestion('invitations.plans', {}).data?.surveys ?? []
  const [edit, setEdit] = useState(false)
  const role = useSession()?.signedIn?.role
  const mayEdit = useMayWrite()
  return (
    <Answered answer={answer}>
      {(data) => (
        <>
          <PageHead
            page={data.plan.name}
            headline={planHeadline(data)}
            subline={`${data.plan.name} · ${data.plan.survey} · ${writeMode(data.plan)} · ${writeWhom(data.plan)} · ${data.plan.state}`}
            tools={
              <>
                <Link to="/invitations" className="button">
                  All plans
                </Link>
                {mayEdit && <PlanTools data={data} onEdit={() => setEdit(true)} />}
              </>
            }
          />
          <div className="stack">
            <Figures data={data} />
            <RateSection data={data} />
            {role !== 'agent' && <RehearsalSection planId={planId} />}
            <HeldSection data={data} />
          </div>
          {edit && <PlanDialog plan={data.plan} surveys={surveys} onClose={() => setEdit(false)} />}
        </>
      )}
    </Answered>
  )
}

function PlanTools({ data, onEdit }: { data: PlanData; onEdit: () => void }) {
  const navigate = useNavigate()
  const remove = useCommand('invitations.remove', ['invitations.plans'])
  const { id } = data.plan
  return (
    <>
      <Button
        look="danger"
        disabled={remove.isPending}
        onClick={() =>
          remove.mutate({ id }, { onSuccess: () => void navigate({ to: '/invitations' }) })
        }
      >
        Remove
      </Button>
      <Button look="primary" onClick={onEdit}>
        Edit
      </Button>
    </>
  )
}

function Figures({ data: { plan } }: { data: PlanData }) {
  const { counts } = plan
  const figures = [
    {
      title: 'Wait for an answer',
      value: counts.sent,
      note: `${formatCount(counts.planned)} to come`,
    },
    {
      title: 'Answered',
      value: counts.answered,
      note: `${formatCount(counts.expired)} ended without an answer`,
    },
    {
      title: 'Not asked',
      value: counts.refused,
      note: `${formatCount(counts.bounced)} came back, ${formatCount(counts.cancelled)} cancelled`,
    },
  ]
  return (
    <Tiles>
      <div className="tile">
        <h3 className="tile-title">Response rate</h3>
        <KeyFigure measured={plan.responseRate} format={share} counted="ended" />
        <RangeText measured={plan.responseRate} format={share} counted="ended" />
      </div>
      {figures.map(({ title, value, note }) => (
        <div className="tile" key={title}>
          <h3 className="tile-title">{title}</h3>
          <span className="figure-value">{formatCount(value)}</span>
          <span className="range">{note}</span>
        </div>
      ))}
    </Tiles>
  )
}

function HeldSection({ data: { held } }: { data: PlanData }) {
  return (
    <Section title="What the contact budget held back">
      <DataTable
        caption="Customers by the rule that held them back"
        rows={held}
        keyOf={({ decision, rule }) => `${decision} ${rule}`}
        columns={[
          {
            id: 'rule',
            header: 'Because',
            cell: ({ rule }) => <span className="row-title">{ruleWords[rule] ?? rule}</span>,
          },
          {
            id: 'decision',
            header: 'Decision',
            cell: ({ decision }) => (decision === 'hold' ? 'waits' : 'not asked'),
          },
          {
            id: 'customers',
            header: 'Customers',
            align: 'right',
            cell: ({ customers }) => formatCount(customers),
          },
        ]}
        empty={<p className="quiet">Nothing was held back so far.</p>}
      />
    </Section>
  )
}
