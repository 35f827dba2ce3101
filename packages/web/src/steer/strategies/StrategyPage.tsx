import { writeDay } from '@fealty/core'
import { getRouteApi } from '@tanstack/react-router'
import type { StrategyView } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { useCompanyCalendar } from '../../app/company-calendar.ts'
import { PageHead } from '../../app/PageHead.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'
import './strategies.css'
import { ApprovalSection } from './ApprovalSection.tsx'
import { emptyStrategy } from './strategy-draft.ts'
import { StrategyForm } from './StrategyForm.tsx'
import { useMayWrite } from '../../app/use-may-write.ts'
import { writeStrategyHeadline } from './write-strategies-headline.ts'

const route = getRouteApi('/app/strategies/$strategyId')

/** A new strategy, from its first step. */
export function NewStrategyPage() {
  return (
    <>
      <PageHead
        page="New strategy"
        headline="A new segment strategy"
        subline="Five steps. Each saves what there is; nothing has to be whole at once."
      />
      <StrategyForm start={emptyStrategy} mayWrite={useMayWrite()} />
    </>
  )
}

/** One strategy on its path of five steps, its approval, and its versions. */
export function StrategyPage() {
  const { strategyId } = route.useParams()
  const answer = useQuestion('strategies.one', { strategyId })
  const mayWrite = useMayWrite()
  const metrics = useQuestion('measure.catalogue', {}).data?.metrics ?? []
  const titleOf = (metric: string) => metrics.find(({ id }) => id === metric)?.title ?? metric
  return (
    <Answered answer={answer}>
      {(view) => {
        const { id, ...start } = view.strategy
        const { goal, owner } = start
        return (
          <>
            <PageHead
              page={start.name}
              headline={writeStrategyHeadline(view)}
              subline={[writeGoal(goal, titleOf), owner].filter((part) => part !== '').join(' · ')}
            />
            <div className="stack">
              <div>
                <StrategyForm key={id} start={start} view={view} mayWrite={mayWrite} />
              </div>
              <ApprovalSection view={view} />
              <Versions view={view} />
            </div>
          </>
        )
      }}
    </Answered>
  )
}

function writeGoal(
  { text, metric, segment, due }: StrategyView['strategy']['goal'],
  titleOf: (metric: string) => string,
): string {
  if (metric === null || due === null) return 'Its goal is not written down yet'
  return `${text} · ${titleOf(metric)}, ${segment}, by ${writeDay(due, true)}`
}

function Versions({ view: { strategy } }: { view: StrategyView }) {
  const { writeDayOf } = useCompanyCalendar()
  const versions = useQuestion('strategies.history', { strategyId: strategy.id }).data?.versions
  if (versions === undefined) return null
  return (
    <Section title="Versions" note="none is ever lost">
      <DataTable
        caption="Versions of this strategy"
        rows={[...versions].reverse()}
        keyOf={({ version }) => String(version)}
        columns={[
          { id: 'version', header: 'Version', cell: ({ version }) => version },
          {
            id: 'day',
            header: 'Written',
            cell: ({ changedAt }) => writeDayOf(changedAt),
          },
          { id: 'author', header: 'By', fold: 'phone', cell: ({ author }) => author },
          {
            id: 'reason',
            header: 'Why',
            cell: ({ reason }) => reason ?? <span className="muted">no reason given</span>,
          },
        ]}
      />
    </Section>
  )
}
