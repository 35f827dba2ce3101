import { writeDay } from '@fealty/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Claim } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { GradeMark } from '../../prove/GradeMark.tsx'
import { Button } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useMayWrite } from '../../app/use-may-write.ts'
import { ClaimDialog } from './ClaimDialog.tsx'
import { writeClaimsHeadline } from './write-claims-headline.ts'

/** The register: what is said to have changed, of what, since when, and what shows it. */
export function ClaimsPage() {
  const answer = useQuestion('claims.list', {})
  const mayWrite = useMayWrite()
  const metrics = useQuestion('measure.catalogue', {}).data?.metrics ?? []
  const titleOf = (metric: string) => metrics.find(({ id }) => id === metric)?.title ?? metric
  const [editing, setEditing] = useState<Claim | 'new' | null>(null)
  const enter = mayWrite && (
    <Button look="primary" onClick={() => setEditing('new')}>
      Enter a claim
    </Button>
  )
  return (
    <Answered answer={answer}>
      {({ claims }) => (
        <>
          <PageHead
            page="Claims"
            headline={writeClaimsHeadline(claims)}
            subline="Relative or points, baseline, window and grade of evidence. Untested it is a hypothesis of grade D."
            tools={claims.length > 0 && enter}
          />
          {claims.length === 0 ? (
            <EmptyState title="No claim is entered yet" actions={enter}>
              A claim says what is said to have changed. One that no own measurement has tested
              stays a hypothesis; a ratio of two net promoter scores is refused.
            </EmptyState>
          ) : (
            <Section title="Register" note={`${claims.length}`}>
              <DataTable
                caption="Register of claims"
                rows={claims}
                keyOf={({ id }) => id}
                columns={[...columnsOf(titleOf), ...(mayWrite ? [changeColumn(setEditing)] : [])]}
              />
            </Section>
          )}
          {editing !== null && (
            <ClaimDialog
              {...(editing === 'new' ? {} : { claim: editing })}
              onClose={() => setEditing(null)}
            />
          )}
        </>
      )}
    </Answered>
  )
}

const marks = { hypothesis: '◌ hypothesis', held: '✓ held', refuted: '✕ refuted' } as const

function columnsOf(titleOf: (metric: string) => string): Column<Claim>[] {
  return [
    {
      id: 'text',
      header: 'Claim',
      cell: ({ text, source, origin, evidence }) => (
        <>
          <span className="row-title">{text}</span>
          <span className="row-note">
            {source}
            {origin === 'vendor' ? ', a vendor' : ''}
            {evidence === '' ? '' : ` · tested by ${evidence}`}
          </span>
        </>
      ),
    },
    {
      id: 'of',
      header: 'Of what',
      fold: 'middle',
      cell: ({ baseline, change }) => (
        <>
          {baseline}
          <span className="row-note">{change === 'points' ? 'in points' : 'relative'}</span>
        </>
      ),
    },
    {
      id: 'window',
      header: 'Window',
      fold: 'middle',
      className: 'nowrap',
      cell: ({ from, to }) => (
        <>
          {writeDay(from, true)}
          <span className="row-note">to {writeDay(to, true)}</span>
        </>
      ),
    },
    {
      id: 'metric',
      header: 'Measure',
      fold: 'narrow',
      cell: ({ metric }) =>
        metric === null ? (
          <span className="muted">none of ours</span>
        ) : (
          <Link to="/measures/$metric" params={{ metric }}>
            {titleOf(metric)}
          </Link>
        ),
    },
    { id: 'grade', header: 'Grade', cell: ({ grade }) => <GradeMark grade={grade} /> },
    {
      id: 'status',
      header: 'State',
      cell: ({ status }) => (
        <span className={status === 'hypothesis' ? 'muted nowrap' : 'nowrap'}>{marks[status]}</span>
      ),
    },
  ]
}

function changeColumn(onChange: (claim: Claim) => void): Column<Claim> {
  return {
    id: 'change',
    header: <span className="visually-hidden">Change</span>,
    align: 'right',
    fold: 'narrow',
    cell: (claim) => (
      <Button small onClick={() => onChange(claim)} aria-label={`Change “${claim.text}”`}>
        Change
      </Button>
    ),
  }
}
