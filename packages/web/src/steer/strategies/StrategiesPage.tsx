import { Link } from '@tanstack/react-router'
import type { StrategyView } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'
import { EmptyState } from '../../ui/states.tsx'
import './strategies.css'
import { stepsOf } from './strategy-steps.ts'
import { useMayWrite } from '../../app/use-may-write.ts'
import { writeStrategiesHeadline } from './write-strategies-headline.ts'

/** The strategies of the segments: how far each is on its path, and how ready the company is for it. */
export function StrategiesPage() {
  const answer = useQuestion('strategies.list', {})
  const mayWrite = useMayWrite()
  const write = mayWrite && (
    <Link className="button button--primary" to="/strategies/new">
      Write a strategy
    </Link>
  )
  return (
    <Answered answer={answer}>
      {({ strategies }) => (
        <>
          <PageHead
            page="Strategies"
            headline={writeStrategiesHeadline(strategies)}
            subline="Seven of seven elements before an approval, and not by the author."
            tools={strategies.length > 0 && write}
          />
          {strategies.length === 0 ? (
            <EmptyState title="No strategy is written down yet" actions={write}>
              A strategy leads five steps, from the situation to the value it captures. Its goal has
              a metric, a segment and a date.
            </EmptyState>
          ) : (
            <Section title="Strategies" note={`${strategies.length}`}>
              <DataTable
                caption="Segment strategies"
                rows={strategies}
                keyOf={({ strategy }) => strategy.id}
                columns={columns}
              />
            </Section>
          )}
        </>
      )}
    </Answered>
  )
}

const columns: readonly Column<StrategyView>[] = [
  {
    id: 'name',
    header: 'Strategy',
    cell: ({ strategy }) => (
      <>
        <Link
          className="row-title"
          to="/strategies/$strategyId"
          params={{ strategyId: strategy.id }}
        >
          {strategy.name}
        </Link>
        <span className="row-note">
          {strategy.goal.text || 'Its goal is not written down yet.'}
        </span>
      </>
    ),
  },
  {
    id: 'steps',
    header: 'Steps',
    fold: 'middle',
    cell: (view) => <StepMarks view={view} />,
  },
  {
    id: 'elements',
    header: 'Elements',
    align: 'right',
    fold: 'phone',
    cell: ({ complete, checks }) => `${complete} of ${checks.length}`,
  },
  {
    id: 'readiness',
    header: 'Readiness',
    align: 'right',
    cell: ({ readiness }) => (
      <>
        {readiness.value} of 5<span className="row-note">{readiness.lowest}</span>
      </>
    ),
  },
  {
    id: 'state',
    header: 'State',
    align: 'right',
    cell: ({ approval, version, readers }) => (
      <>
        {approval ? '✓ approved' : <span className="muted">◌ not approved</span>}
        <span className="row-note">
          version {version}, read by {readers.length}
        </span>
      </>
    ),
  },
]

function StepMarks({ view }: { view: StrategyView }) {
  const steps = stepsOf(view)
  const done = steps.filter(({ missing }) => missing.length === 0).length
  return (
    <>
      <span className="step-marks" aria-hidden="true">
        {steps.map(({ missing }) => (missing.length === 0 ? '●' : '○')).join(' ')}
      </span>
      <span className="row-note">{done} of 5 done</span>
    </>
  )
}
