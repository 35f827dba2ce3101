import { domainOf } from '@fealty/charts'
import { writeDay } from '@fealty/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Initiative } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useMayWrite } from '../../app/use-may-write.ts'
import { StripLegend } from '../../measure/StripLegend.tsx'
import { stripColumn } from '../../measure/strip-column.tsx'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { RangeText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { GradeMark } from '../GradeMark.tsx'
import { InitiativeDialog } from './InitiativeDialog.tsx'
import { LeversDialog } from './LeversDialog.tsx'
import { chanceText, writeMoney } from './initiative-text.ts'

/** All initiatives: what they promised, what they have proven, and which are off their plan. */
export function InitiativesPage() {
  const answer = useQuestion('initiatives.list', {})
  const [writing, setWriting] = useState(false)
  const [naming, setNaming] = useState(false)
  const mayWrite = useMayWrite()
  const write = mayWrite && (
    <Button look="primary" onClick={() => setWriting(true)}>
      Write one down
    </Button>
  )
  return (
    <Answered answer={answer}>
      {({ headline, asOf, initiatives }) => (
        <>
          <PageHead
            page="Initiatives"
            headline={headline}
            subline={`Facts up to ${writeDay(asOf, true)} · benefits come from effects and from nowhere else`}
            tools={
              mayWrite && (
                <>
                  <Button onClick={() => setNaming(true)}>Levers</Button>
                  {initiatives.length > 0 && write}
                </>
              )
            }
          />
          {initiatives.length === 0 ? (
            <EmptyState title="No initiative is written down yet" actions={write}>
              An initiative has an aim, a lever, a plan by month, and measures by which it will be
              judged. What it earns is booked from measured effects.
            </EmptyState>
          ) : (
            <InitiativeTable initiatives={initiatives} />
          )}
          {writing && <InitiativeDialog onClose={() => setWriting(false)} />}
          {naming && <LeversDialog onClose={() => setNaming(false)} />}
        </>
      )}
    </Answered>
  )
}

const legend = ['● proven with 95 % interval', '│ due by now']

function InitiativeTable({ initiatives }: { initiatives: readonly Initiative[] }) {
  const currency = initiatives[0]?.currency ?? ''
  const [low, high] = domainOf(
    initiatives.map(({ proven }) => proven),
    [0, ...initiatives.map(({ plannedToDate }) => plannedToDate)],
  )
  const scale = {
    domain: [low, high * 1.05] as const,
    format: { unit: 'money' as const, currency },
    width: 150,
  }
  return (
    <Section title="Initiatives" note={<StripLegend fold="middle" marks={legend} />}>
      <DataTable
        caption="Initiatives with plan and proven benefit"
        rows={initiatives}
        keyOf={({ id }) => id}
        columns={[
          {
            id: 'name',
            header: 'Initiative',
            cell: ({ id, name, owner, state }) => (
              <>
                <Link
                  className="row-title"
                  to="/initiatives/$initiativeId"
                  params={{ initiativeId: id }}
                >
                  {name}
                </Link>
                <br />
                <span className="range">
                  {owner} · {state}
                </span>
              </>
            ),
          },
          {
            id: 'booked',
            header: 'Proven',
            align: 'right',
            cell: ({ booked, proven }) => (
              <>
                <span className="measured">{writeMoney(booked, currency)}</span>
                {booked !== 0 && (
                  <>
                    <br />
                    <RangeText measured={proven} format={scale.format} />
                  </>
                )}
              </>
            ),
          },
          stripColumn<Initiative>(
            scale,
            ({ name, proven, plannedToDate }) =>
              proven.kind === 'estimate'
                ? {
                    title: `${name}: proven, and due by now`,
                    row: { now: proven, target: plannedToDate },
                  }
                : undefined,
            { fold: 'middle' },
          ),
          {
            id: 'due',
            header: 'Due by now',
            align: 'right',
            fold: 'narrow',
            cell: ({ plannedToDate }) => writeMoney(plannedToDate, currency),
          },
          {
            id: 'npv',
            header: 'Plan, present value',
            align: 'right',
            fold: 'wide',
            cell: ({ npv }) => (
              <>
                {writeMoney(npv.p50, currency)}
                <br />
                <span className="range">
                  {writeMoney(npv.p10, currency)} to {writeMoney(npv.p90, currency)}
                </span>
              </>
            ),
          },
          {
            id: 'chance',
            header: 'Reaches its plan',
            align: 'right',
            cell: ({ chance, correctionOpen }) => (
              <>
                {chanceText(chance)}
                {correctionOpen && (
                  <>
                    <br />
                    <span className="verdict verdict--worse">▼ correction open</span>
                  </>
                )}
              </>
            ),
          },
          { id: 'grade', header: 'Grade', cell: ({ grade }) => <GradeMark grade={grade} /> },
        ]}
      />
    </Section>
  )
}
